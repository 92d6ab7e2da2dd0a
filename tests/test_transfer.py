"""Content files into the database and back: nothing lost, nothing overwritten, nothing half done."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from codes import catalogue, models
from codes.transfer import files, merging, rows
from codes.transfer.load import load
from codes.transfer.records import CODE, PHASE, Record, add_child
from tests.builders import make_code

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the starter content, to break and to change."""
    return Path(shutil.copytree(settings.CONTENT_DIR, tmp_path / "content"))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def reload(folder: Path):
    return load(folder, lambda done, of: None)


def test_a_round_trip_leaves_every_byte(tmp_path):
    call_command("dump_content", tmp_path, verbosity=0, stdout=None)
    assert everything(tmp_path) == everything(settings.CONTENT_DIR)


def test_a_second_load_changes_nothing(folder):
    before, revision = rows.read(), models.Revision.current()
    report = reload(folder)
    assert (report.added, report.updated, report.kept) == ([], [], [])
    assert sorted(report.unchanged) == sorted(before)
    assert models.Revision.current() == revision


def test_what_no_editor_touched_follows_the_files(folder):
    rewrite(folder / "codes" / "550.toml", 'acts = "sender"', 'acts = "recipient"')
    report = reload(folder)
    assert report.updated == ["550"]
    assert models.Code.objects.get(pk="550").acts == "recipient"


def test_an_editors_change_survives_every_later_load(folder):
    code = models.Code.objects.get(pk="550")
    code.summary_fr = "Le mot de la rédaction sur ce code, et il reste."
    code.save()
    rewrite(folder / "codes" / "550.toml", 'acts = "sender"', 'acts = "recipient"')
    for _time in range(3):
        report = reload(folder)
        assert report.kept == ["550.summary.fr"]
        code.refresh_from_db()
        assert code.summary_fr == "Le mot de la rédaction sur ce code, et il reste."
        assert code.acts == "recipient"


def test_an_entry_that_an_editor_deleted_stays_away(folder):
    models.Code.objects.get(pk="557").delete()
    for _time in range(2):
        assert reload(folder).kept == ["557"]
        assert not models.Code.objects.filter(pk="557").exists()


def test_a_phase_that_an_editor_removed_or_added_stays_so(folder):
    code = models.Code.objects.get(pk="550")
    code.phases.get(command="RCPT").delete()
    code.phases.create(command="NOOP", meaning_en="Odd, but an editor saw it.")
    rewrite(folder / "codes" / "550.toml", 'acts = "sender"', 'acts = "recipient"')
    reload(folder)
    commands = set(code.phases.values_list("command", flat=True))
    assert "NOOP" in commands
    assert "RCPT" not in commands
    assert {"MAIL", "VRFY"} <= commands


def test_an_order_that_an_editor_chose_stays(folder):
    code = models.Code.objects.get(pk="550")
    first, second, *_rest = code.references.all()
    models.Reference.objects.filter(pk=first.pk).update(order=second.order)
    models.Reference.objects.filter(pk=second.pk).update(order=first.order)
    rewrite(folder / "codes" / "550.toml", 'acts = "sender"', 'acts = "recipient"')
    reload(folder)
    assert [reference.key for reference in code.references.all()][:2] == [second.key, first.key]


def test_an_editors_own_entry_is_left_alone(folder):
    make_code("599")
    reload(folder)
    assert models.Code.objects.get(pk="599").name_en == "name of 599 in en."


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("codes/550.toml", 'status = "standard"', "status = standard", "550.toml, line 2:"),
        ("codes/550.toml", 'status = "standard"', 'sttus = "standard"', "550.toml, line 2: 'sttus' is no key"),
        ("codes/550.toml", 'value = "550"', 'value = "551"', "550.toml, line 1: this is 551"),
        ("codes/550.toml", 'value = "550"', "value = 550", "550.toml"),
        ("codes/550.toml", 'status = "standard"', 'status = "nonsense"', "550.toml, line 2: status:"),
        ("codes/550.toml", "rfc = 5321", 'rfc = "5321"', "550.toml"),
        ("codes/550.toml", 'connection = "open"', 'connection = "ajar"', "550.toml, line 8: connection:"),
        ("fr.po", 'msgstr "Utilisateur', 'msgstr "' + "long " * 80, "fr.po, line"),
        ("fr.po", 'msgctxt "550.name"', 'msgctxt "550.name', "fr.po, line"),
    ],
)
def test_a_broken_file_changes_nothing_and_is_named(folder, name, old, new, told):
    before, revision = rows.read(), models.Revision.current()
    rewrite(folder / "codes" / "251.toml", 'acts = "nobody"', 'acts = "recipient"')
    rewrite(folder / name, old, new)
    with pytest.raises(CommandError) as refusal:
        call_command("load_content", folder)
    assert str(refusal.value).startswith("Nothing was loaded. ")
    assert told in str(refusal.value)
    assert (rows.read(), models.Revision.current()) == (before, revision)


def test_a_translation_of_another_english_is_not_used(folder):
    rewrite(folder / "codes" / "550.toml", 'name = "', 'name = "Changed: ')
    reload(folder)
    content = catalogue.current("fr").codes["550"]
    assert content.name.language == "en"
    assert content.name.plain.startswith("Changed: ")


def test_loading_says_what_it_did(capsys):
    call_command("load_content")
    assert capsys.readouterr().out.strip().endswith("unchanged, 0 kept for the editors")


def small(acts: str, **meanings: str) -> Record:
    record = Record(CODE, {"value": "599", "acts": acts})
    for command, meaning in meanings.items():
        add_child(record, "phases", Record(PHASE, {"command": command}, {("meaning", "en"): meaning}))
    return record


def shipped(record: Record) -> dict[str, str]:
    return {path: merging.digest(piece) for path, piece in record.parts()}


@pytest.mark.parametrize(
    ("was", "file", "database", "merged"),
    [
        (small("a"), small("b"), small("a"), small("b")),
        (small("a"), small("b"), small("c"), small("c")),
        (small("a"), small("a"), small("c"), small("c")),
        (small("a", RCPT="x"), small("a", RCPT="y"), small("a", RCPT="x"), small("a", RCPT="y")),
        (small("a", RCPT="x"), small("b", RCPT="y"), small("a", RCPT="mine"), small("b", RCPT="mine")),
        (small("a", RCPT="x"), small("b"), small("a", RCPT="x"), small("b")),
        (small("a", RCPT="x"), small("b"), small("a", RCPT="mine"), small("b", RCPT="mine")),
        (small("a", RCPT="x"), small("b", RCPT="y"), small("a"), small("b")),
        (small("a"), small("b", RCPT="x"), small("a", MAIL="mine"), small("b", RCPT="x", MAIL="mine")),
    ],
)
def test_merge(was, file, database, merged):
    chosen = merging.merge(file, database, shipped(was)).record
    pieces = {path: piece for path, piece in chosen.parts() if not isinstance(piece, int)}
    assert pieces == {path: piece for path, piece in merged.parts() if not isinstance(piece, int)}


def test_files_reject_what_is_no_table(tmp_path):
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "550.toml").write_text("\x00\x01")
    with pytest.raises(files.BrokenFile, match=r"550\.toml, line 1"):
        files.read(tmp_path, "en")
