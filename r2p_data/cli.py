"""The command ``r2p-data``: from documents to a folder of tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib.metadata import version
from typing import TYPE_CHECKING

from r2p_data.errors import R2PDataError

if TYPE_CHECKING:
    from distributed import Client

    from r2p_data.batches import Summary

_COUNTED = ("documents", "paragraphs", "mentions", "figures")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 where all went well, 1 where some files could not be read, 2 where nothing was written."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except R2PDataError as error:
        print(f"r2p-data: {error}", file=sys.stderr)
    except OSError as error:
        what = f"{error.filename or options.out}: {error.strerror or error}"
        print(f"r2p-data: {what}; check the folder, its permissions and the room on its disk", file=sys.stderr)
    except KeyboardInterrupt:
        print("r2p-data: stopped; run the same command again to go on", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="r2p-data", description="Read French UN documents into cited tables.")
    parser.add_argument("--version", action="version", version=f"r2p-data {version('r2p-data')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    parse = commands.add_parser(
        "parse",
        help="parse documents into a folder of tables",
        description="Parse documents into a folder of tables. Stopped, it goes on where it was when it is run again; "
        "documents that have not changed are not parsed again.",
    )
    parse.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="file (text, Markdown, HTML, PDF, DOCX, EPUB), folder, archive, pattern or URL",
    )
    parse.add_argument(
        "--out", required=True, metavar="DIR", help="folder or URL to write; it holds a corpus when all is done"
    )
    parse.add_argument("--format", default="parquet", choices=("parquet", "csv", "jsonl"), help="format of the tables")
    parse.add_argument("--lexicon", metavar="CSV", help="actors of your own, in columns such as name_fr,type,aliases")
    parse.add_argument(
        "--ocr", action="store_true", help="read scanned PDFs with tesseract (extra 'ocr'), page by page"
    )
    parse.add_argument("--quiet", action="store_true", help="no progress bar and no summary")
    cluster = parse.add_mutually_exclusive_group()
    cluster.add_argument("--workers", type=_count, metavar="N", help="share the work among N processes")
    cluster.add_argument("--scheduler", metavar="ADDRESS", help="share it on a Dask cluster: tcp://host:8786")
    parse.set_defaults(run=_parse)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; give 1 or more")
    return int(text)


def _parse(options: argparse.Namespace) -> int:
    from r2p_data.codebook import say_rows

    done = _parse_into(options)
    if options.format != "parquet":
        _convert(options.out, options.format)
    if not options.quiet:
        print(f"{', '.join(say_rows(done.rows[name], name) for name in _COUNTED)}, in {options.out}")
        print(f"{done.parsed} parsed, {done.unchanged} unchanged")
    for path, what in done.unreadable:
        print(f"r2p-data: {path}: {what}", file=sys.stderr)
    return 1 if done.unreadable else 0


def _parse_into(options: argparse.Namespace) -> Summary:
    from r2p_data.batches import parse_into
    from r2p_data.sources import Limits

    with _client(options) as client:
        return parse_into(
            options.out,
            *options.sources,
            progress=False if options.quiet else None,
            limits=Limits(ocr=options.ocr),
            lexicon=options.lexicon,
            client=client,
        )


def _client(options: argparse.Namespace) -> AbstractContextManager[Client | None]:
    if not options.workers and not options.scheduler:
        return nullcontext()
    from r2p_data.cluster import open_client

    return open_client(options.workers, options.scheduler)


def _convert(folder: str, format: str) -> None:
    """Write the corpus in ``folder`` anew in another format, there: stopped before, the next run finds it."""
    from r2p_data.corpus import open_corpus

    open_corpus(folder).save(folder, format=format)


if __name__ == "__main__":
    sys.exit(main())
