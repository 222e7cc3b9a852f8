"""Writes a year's documents to look at: `python -m tests.gallery.documents FOLDER`."""

import hashlib
import sys
from pathlib import Path

from bot.content.loader import load
from bot.exports.archive import archive
from bot.exports.board import board_picture
from bot.exports.excel import excel
from bot.exports.form import FormRow, form_file
from bot.exports.values import Leaf
from bot.exports.word import word
from tests.gallery.year import board, full_year, summary

DATA = Path(__file__).parents[2] / "data"


def main(folder: Path) -> None:
    content = load(DATA)
    form, year = content.exports, summary(content)
    picture = board_picture(board(content))
    made = {
        "sample.docx": word(year, form),
        "sample.xlsx": excel(year, form),
        "full.docx": word(full_year(content), form),
        "full.xlsx": excel(full_year(content), form),
        "drafts.docx": word(summary(content, drafts=True), form),
        "board.png": picture,
        "form.xlsx": form_file(
            [FormRow(each.id, each.title) for each in content.measures[:6]],
            form,
            year=2023,
            organisation=content.organisations.organisations[0].name,
            code="uszn",
            programme=content.programme.title,
        ),
    }
    photo = Leaf(
        "фото з заходу.png", "1.2.1", "Культура та туризм", 2023, "подія 05.12.2023", picture,
        hashlib.sha256(picture).hexdigest(),
    )  # fmt: skip
    extra = {"Звіт 2023.docx": made["sample.docx"], "Звіт 2023.xlsx": made["sample.xlsx"]}
    made["sample.zip"] = archive(year, [photo, photo], form, extra)
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in made.items():
        (folder / name).write_bytes(document)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
