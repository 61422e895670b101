"""Web archives made for tests, as Common Crawl lays its news archives out: one member a record."""

import io

from fastwarc.stream_io import GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

HTML = "<html lang=en><head><title>{0}</title></head><body><h1>{0}</h1><p>Somebody said {0}.</p></body></html>"


def record(url: str, body: bytes, head: str = "200 OK\r\nContent-Type: text/html; charset=utf-8") -> WarcRecord:
    made = WarcRecord()
    made.init_headers(record_type=WarcRecordType.response)
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2024-05-14T10:00:00Z"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(f"HTTP/1.1 {head}\r\n\r\n".encode() + body)
    return made


def packed(kind: str, *records: WarcRecord) -> bytes:
    """An archive of these records: gz, zst or plain."""
    output = io.BytesIO()
    for one in records:
        if kind == "plain":
            one.write(output)
        else:
            member = io.BytesIO()
            writer = GzipWriter(member) if kind == "gz" else ZstdWriter(member)
            one.write(writer)
            writer.close()
            output.write(member.getvalue())
    return output.getvalue()


def archive(kind: str, *words: str) -> bytes:
    """An archive with a page for each word."""
    return packed(kind, *(record(f"https://a.example/{word}", HTML.format(word).encode()) for word in words))
