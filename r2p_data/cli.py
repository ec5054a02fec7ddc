"""The command ``r2p-data``: from documents to a folder of tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from r2p_data.errors import R2PDataError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 where all went well, 1 where some files could not be read, 2 where nothing was written."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except R2PDataError as error:
        print(f"r2p-data: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("r2p-data: stopped; nothing was written", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="r2p-data", description="Read French UN documents into cited tables.")
    parser.add_argument("--version", action="version", version=f"r2p-data {version('r2p-data')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    parse = commands.add_parser("parse", help="parse documents into a folder of tables")
    parse.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="file (text, Markdown, HTML, PDF, DOCX, EPUB), folder, archive, pattern or URL",
    )
    parse.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="folder to write; it appears whole or not at all"
    )
    parse.add_argument("--format", default="parquet", choices=("parquet", "csv"), help="file format of the tables")
    parse.add_argument("--quiet", action="store_true", help="no progress bar and no summary")
    parse.set_defaults(run=_parse)
    return parser


def _parse(options: argparse.Namespace) -> int:
    from r2p_data.loading import load_corpus
    from r2p_data.store import check_free

    check_free(options.out)
    corpus = load_corpus(*options.sources, progress=False if options.quiet else None)
    corpus.save(options.out, format=options.format)
    if not options.quiet:
        counts = ", ".join(f"{len(corpus.tables[name])} {name}" for name in ("paragraphs", "mentions", "figures"))
        print(f"{len(corpus.documents)} documents, {counts}, in {options.out}")
    unread = corpus.problems[corpus.problems["doc_id"].isna()]
    for path, what in zip(unread["path"], unread["what"], strict=True):
        print(f"r2p-data: {path}: {what}", file=sys.stderr)
    return 1 if len(unread) else 0


if __name__ == "__main__":
    sys.exit(main())
