"""Sources into the store: each item once, bad ones to quarantine, nothing stops the others."""

import json
from pathlib import Path

import pytest

from lagebild.store.store import Store, open_store
from tests.ingest.archives import archive
from tests.ingest.conftest import Ingest
from tests.ingest.site import Reply, Site

PAGE = "<html lang=en><head><title>{0}</title></head><body><h1>{0}</h1><p>Somebody said {0}.</p></body></html>"


def texts(place: str) -> list[str]:
    with open_store(place) as store:
        return sorted(json.loads(r)["text"] for r in store.reports.records())


def names(place: str) -> list[str]:
    with open_store(place) as store:
        return sorted(report.name for report in store.reports.each())


def kinds(place: str) -> list[str]:
    with open_store(place) as store:
        return sorted(bad.kind for bad in store.quarantine.each())


def lines(*texts: str) -> str:
    return "".join(json.dumps({"id": f"i{n}", "text": text}) + "\n" for n, text in enumerate(texts))


def test_a_directory_is_read_with_all_that_is_in_it_and_again_costs_nothing(
    ingest: Ingest, place: str, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "a.txt").write_text("Text of a.", encoding="utf-8")
    (folder / "deep" / "b.html").write_text(PAGE.format("b"), encoding="utf-8")
    (folder / "deep" / "deeper" / "c.jsonl").write_text(lines("One.", "Two."), encoding="utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    (folder / ".hidden" / "e.txt").write_text("Hidden.", encoding="utf-8")
    (folder / "f.warc.gz").write_bytes(archive("gz", "x", "y"))
    first = ingest(folder)
    assert first.exit_code == 0, first.output
    assert names(place) == ["a", "b", "https://a.example/x", "https://a.example/y", "i0", "i1"]
    assert "6 new; the store holds 6 reports" in first.stderr
    second = ingest(folder)
    assert "0 new, 4 known already; the store holds 6 reports" in second.stderr
    assert "0 new, 6 known already" in ingest("--again", folder).stderr
    (folder / "g.txt").write_text("New here.", encoding="utf-8")
    assert "1 new" in ingest(folder).stderr


def test_the_same_text_under_another_name_is_no_new_report(ingest: Ingest, place: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The same text.", encoding="utf-8")
    assert "1 new, 1 known already" in ingest(tmp_path / "a.txt", tmp_path / "b.txt").stderr


def test_bad_items_go_to_quarantine_and_the_others_are_stored(ingest: Ingest, place: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(lines("Good.", "NOPROSE here.", "BUG here.", "Good too.") + "{broken\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = ingest(path, tmp_path / "b.txt", tmp_path / "none.txt")
    assert done.exit_code == 1
    assert "5 could not be read; see: lagebild store quarantine" in done.stderr
    assert names(place) == ["i0", "i3"]
    assert kinds(place) == ["bad_line", "internal", "not_a_report", "not_found", "not_text"]
    assert ingest(path).exit_code == 0


def test_quarantine_is_tried_again_and_what_can_be_read_now_leaves_it(
    ingest: Ingest, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.cli.reader import FakeReader

    path, late = tmp_path / "in.jsonl", tmp_path / "late.txt"
    path.write_text(lines("Good.", "NOPROSE here."), encoding="utf-8")
    late.write_bytes(b"\x00\x01\x02" * 100)
    assert ingest(path, late).exit_code == 1
    again = ingest("--retry")
    assert again.exit_code == 1
    with open_store(place) as store:
        assert [bad.tries for bad in store.quarantine.each()] == [2, 2]
    path.unlink()
    late.write_text("Readable now.", encoding="utf-8")
    real = FakeReader.read
    monkeypatch.setattr(
        FakeReader,
        "read",
        lambda self, page, lang=None: real(self, type(page)(page.text.replace("NOPROSE", "x"), page.id)),
    )
    assert ingest("--retry").exit_code == 0
    assert kinds(place) == []
    assert len(names(place)) == 3
    assert ingest("--retry").exit_code == 0


def test_a_file_of_lines_that_grows_is_read_on_from_where_it_was_left(
    ingest: Ingest, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(lines("One.", "Two."), encoding="utf-8")
    ingest(path)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": "Three."}) + "\n" + '{"text": "half')
    done = ingest(path)
    assert "1 new; the store" in done.stderr
    with path.open("a", encoding="utf-8") as file:
        file.write(' a line."}\n')
    assert "1 new; the store" in ingest(path).stderr
    assert texts(place) == ["One.", "Three.", "Two.", "half a line."]
    path.write_text(lines("Other."), encoding="utf-8")
    assert "1 new; the store" in ingest(path).stderr


def test_a_packed_file_of_lines_is_read(ingest: Ingest, place: str, tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(lines("One.", "Two.").encode()))
    assert "2 new" in ingest(path).stderr
    path.write_bytes(gzip.compress(lines("One.", "Two.", "Three.").encode()))
    assert "1 new, 2 known already" in ingest(path).stderr


@pytest.mark.parametrize(("data", "count"), [(lines("One.", "Two."), 2), ("A text.", 1), (PAGE.format("x"), 1)])
def test_standard_input_is_lines_or_one_page(ingest: Ingest, place: str, data: str, count: int) -> None:
    assert f"{count} new" in ingest("-", input=data.encode()).stderr
    assert f"0 new, {count} known" in ingest("-", input=data.encode()).stderr


def test_workers_keep_the_order_and_survive_a_crash(ingest: Ingest, place: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(lines(*(("CRASH" if n == 7 else f"Text {n}.") for n in range(20))), encoding="utf-8")
    assert ingest(path, "--workers", 2).exit_code == 1
    with open_store(place) as store:
        assert [r.name for r in store.reports.each()] == [f"i{n}" for n in range(20) if n != 7]
    assert kinds(place) == ["crashed"]


def test_a_report_without_end_is_given_up(
    ingest: Ingest, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGEBILD_REPORT_SECONDS", "1")
    path = tmp_path / "in.jsonl"
    path.write_text(lines(*(("HANG" if n == 3 else f"Text {n}.") for n in range(8))), encoding="utf-8")
    assert ingest(path, "--workers", 2).exit_code == 1
    with open_store(place) as store:
        assert [r.name for r in store.reports.each()] == [f"i{n}" for n in range(8) if n != 3]
    assert kinds(place) == ["too_slow"]


def test_what_an_archive_holds_besides_reports_is_only_counted(ingest: Ingest, place: str, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive("gz", "x", "NOPROSE", "y", "BUG"))
    done = ingest(path)
    assert done.exit_code == 1
    assert "2 new, 1 left out: no report, or in another language" in done.stderr
    assert kinds(place) == ["internal"]


def test_a_damaged_archive_is_read_on_after_the_damage(ingest: Ingest, place: str, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    whole, first = archive("gz", *"abcdef"), len(archive("gz", "a", "b"))
    path.write_bytes(whole[: first + 30] + b"\x00\xff" + whole[first + 32 :])
    assert ingest(path).exit_code == 1
    assert kinds(place) == ["broken_record"]
    assert names(place) == [f"https://a.example/{name}" for name in "abdef"]


def test_a_feed_is_read_with_the_pages_that_it_lists(ingest: Ingest, place: str, site: Site) -> None:
    site.feed("/feed", "/1", "/2", ETag='"f1"')
    site.page("/1", "First thing.", ETag='"p1"')
    site.page("/2", "Second thing.")
    done = ingest(site.root + "/feed")
    assert done.exit_code == 0, done.stderr
    with open_store(place) as store:
        first, second = store.reports.each()
    assert (first.publisher, first.title, first.url) == ("The Feed", "1", site.root + "/1")
    assert (first.published, second.version) == ("2024-05-14T10:00:00+00:00", 1)
    assert site.asked == ["/robots.txt", "/feed", "/1", "/2"]

    site.asked.clear()
    assert "0 new, 1 known" in ingest(site.root + "/feed").stderr
    assert site.asked == ["/robots.txt", "/feed"]

    site.asked.clear()
    site.feed("/feed", "/1", "/2", "/3", ETag='"f2"')
    site.page("/3", "Third thing.")
    assert "1 new, 2 known" in ingest(site.root + "/feed").stderr
    assert site.asked == ["/robots.txt", "/feed", "/3"]


def test_an_updated_page_is_a_new_version(ingest: Ingest, place: str, site: Site) -> None:
    site.feed("/feed", "/1")
    site.page("/1", "Two people died.")
    ingest(site.root + "/feed")
    site.feed("/feed", "/1", updated="2024-05-14T12:00:00Z")
    site.page("/1", "Three people died.")
    assert "1 new (1 of them new versions)" in ingest(site.root + "/feed").stderr
    with open_store(place) as store:
        assert [r.version for r in store.reports.each()] == [1, 2]


def test_a_page_that_failed_is_fetched_again_from_quarantine_with_what_the_feed_said(
    ingest: Ingest, place: str, site: Site
) -> None:
    site.feed("/feed", "/1", ETag='"f1"')
    site.replies["/1"] = Reply(status=500)
    assert ingest(site.root + "/feed").exit_code == 1
    assert kinds(place) == ["fetch"]
    site.page("/1", "There it is.")
    assert ingest("--retry").exit_code == 0
    assert kinds(place) == []
    with open_store(place) as store:
        assert [(r.publisher, r.title) for r in store.reports.each()] == [("The Feed", "1")]


def test_a_page_that_failed_and_comes_with_the_next_feed_leaves_quarantine(
    ingest: Ingest, place: str, site: Site
) -> None:
    site.feed("/feed", "/1")
    assert ingest(site.root + "/feed").exit_code == 1
    assert kinds(place) == ["not_found"]
    site.page("/1", "There it is.")
    assert ingest(site.root + "/feed").exit_code == 0
    assert kinds(place) == []


def test_a_feed_that_failed_is_read_from_quarantine_and_by_the_next_run(ingest: Ingest, place: str, site: Site) -> None:
    assert ingest(site.root + "/feed").exit_code == 1
    site.feed("/feed", "/1")
    site.page("/1", "Text.")
    assert ingest("--retry").exit_code == 0
    assert kinds(place) == []
    assert names(place) == [site.root + "/1"]
    assert ingest(site.root + "/other").exit_code == 1
    site.feed("/other", "/1")
    assert ingest(site.root + "/other").exit_code == 0
    assert kinds(place) == []


def test_a_list_of_feeds_is_followed_from_a_file_and_from_an_address(
    ingest: Ingest, place: str, site: Site, tmp_path: Path
) -> None:
    outlines = f"<outline text='g'><outline xmlUrl='{site.root}/f1'/></outline><outline xmlUrl='{site.root}/f2'/>"
    opml = f"<?xml version='1.0'?><opml version='2.0'><body>{outlines}</body></opml>"
    (tmp_path / "feeds.opml").write_text(opml, encoding="utf-8")
    site.replies["/feeds.opml"] = Reply(opml.encode(), "text/x-opml")
    site.feed("/f1", "/1")
    site.feed("/f2", "/2", "/1")
    for number in (1, 2):
        site.page(f"/{number}", f"Thing {number}.")
    assert "2 new" in ingest(tmp_path / "feeds.opml").stderr
    assert "0 new" in ingest(site.root + "/feeds.opml").stderr
    (tmp_path / "saved.xml").write_bytes(site.replies["/f2"].body)
    assert "0 new, 2 known" in ingest(tmp_path / "saved.xml").stderr


def test_a_feed_that_lies_in_a_folder_makes_nobody_fetch(
    ingest: Ingest, place: str, site: Site, tmp_path: Path
) -> None:
    site.feed("/feed", "/1")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "feed.html").write_bytes(site.replies["/feed"].body)
    assert ingest(folder).exit_code == 1
    assert kinds(place) == ["not_a_report"]
    assert site.asked == []


def test_robots_and_missing_pages_are_told_in_quarantine(ingest: Ingest, place: str, site: Site) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private", "text/plain")
    site.page("/private/1", "Secret.")
    done = ingest(site.root + "/private/1", site.root + "/none")
    assert done.exit_code == 1
    assert kinds(place) == ["fetch", "not_found"]
    assert "/private/1" not in site.asked


def test_private_addresses_are_refused_unless_a_setting_opens_them(
    ingest: Ingest, place: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("/1", "Inside.")
    monkeypatch.setenv("LAGEBILD_PRIVATE_ADDRESSES", "false")
    assert ingest(site.root + "/1").exit_code == 1
    assert site.asked == []
    with open_store(place) as store:
        assert "not a public address" in store.quarantine.each()[0].reason


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "nothing to ingest"),
        (("",), "an empty name"),
        (("-", "-"), "only once"),
        (("--watch", "-"), "--watch needs"),
        (("--lang", "xxx", "a.txt"), "not a language code"),
    ],
)
def test_wrong_usage_is_told(ingest: Ingest, arguments: tuple[str, ...], message: str) -> None:
    done = ingest(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_what_the_store_does_not_take_costs_one_report(
    ingest: Ingest, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lagebild.errors import StoreError
    from lagebild.store.reports import Entry, Reports

    real = Reports.add

    def add(self: Reports, entry: Entry) -> int | None:
        if entry.name == "i1":
            raise StoreError("no")
        return real(self, entry)

    monkeypatch.setattr(Reports, "add", add)
    path = tmp_path / "in.jsonl"
    path.write_text(lines("One.", "Two.", "Three."), encoding="utf-8")
    assert ingest(path).exit_code == 1
    assert texts(place) == ["One.", "Three."]
    assert kinds(place) == ["internal"]


def test_an_addition_is_made_with_each_report(place: str, tmp_path: Path) -> None:
    from lagebild.fetch.items import Found, Item
    from lagebild.ingest.reading import Task
    from lagebild.ingest.run import Run
    from lagebild.settings import Settings
    from tests.cli.reader import make_reader
    from tests.store.made import addition

    def assimilate(store: Store, extract: object) -> None:
        store.index.apply(addition(str(extract)))

    task = Task(Settings(), make_reader, lambda report: report.page.id)
    with open_store(place) as store:
        run = Run(store, task, assimilate=assimilate)
        run.take(iter([Found(Item("s", "n", b"Text.")), Found(Item("s", "m", b"Text.", title="x"))]))
        (report,) = store.reports.each()
        assert [f.report for f in store.index.fingerprints([report.id])] == [report.id]
        assert (run.counts["stored"], run.counts["double"]) == (1, 1)


def test_odd_files_are_read_or_passed_over_and_nothing_hangs(ingest: Ingest, place: str, tmp_path: Path) -> None:
    import gzip
    import os

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Good.", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "outside.txt").write_text("Outside.", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_text("Odd name.", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.html")).write_bytes(b"\x00\x01\x02" * 50)
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines("One.", str(list(range(9000)))).encode())[:-40])
    done = ingest(folder)
    assert done.exit_code == 1, done.stderr
    assert [text[:9] for text in texts(place)] == ["Good.", "Odd name.", "One."]
    assert kinds(place) == ["not_found", "not_text"]
    assert ingest("--retry").exit_code == 1
    assert ingest(folder).exit_code == 1


def test_a_pipe_that_is_named_is_read_as_it_comes(ingest: Ingest, place: str, tmp_path: Path) -> None:
    import os
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(lines("One.", "Two."), encoding="utf-8"))
    writer.start()
    assert ingest(pipe).exit_code == 0
    writer.join()
    assert texts(place) == ["One.", "Two."]
