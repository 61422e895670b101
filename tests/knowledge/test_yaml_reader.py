"""The quick reader of YAML says what PyYAML says."""

import pytest
import yaml

from lagebild.knowledge.yaml_reader import read_yaml

TEXTS = (
    "",
    "# nothing\n",
    "just words\n",
    "a: 1\nb: [x, 'y', \"z\", 2.5, ~, yes, null, 0x10, 1_000, '1']\n",
    "- 2020-01-01\n- 12:30\n- ''\n-\n- {a: {b: [c, []]}}\n",
    "a: |\n  two\n  lines\nb: >\n  one\n  line\n",
    "a: &first [1]\nb: *first\n",
    "a: {<<: {b: 1}, c: 2}\n",
    "a: !!str 1\n",
    "a: 1\na: 2\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_means_what_it_means_to_pyyaml(text: str) -> None:
    assert repr(read_yaml(text)) == repr(yaml.safe_load(text))


@pytest.mark.parametrize("text", ["a: [", "a: 1\n---\nb: 2\n", "? [a]\n: 1\n", "a: *unknown\n", "a: !odd 1\n", "- =\n"])
def test_errors_are_those_of_pyyaml(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml(text)
