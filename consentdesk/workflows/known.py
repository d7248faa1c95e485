"""What several workflows look up alike: the images that are known here, and who ever worked here."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.domain.lines import ImageLine
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.ports import Vault


def kept_image(vault: Vault, source_sha256: str) -> ImageLine:
    """Raises Refusal `image_unknown` (erased, or never there)."""
    line = vault.image(source_sha256)
    if line is None or not line.kept:
        raise refuse("image_unknown")
    return line


def images_known(vault: Vault, sources: Iterable[str]) -> tuple[ImageLine, ...]:
    """Those of these images (source hashes) that were ever here, in this order."""
    return tuple(line for line in map(vault.image, sources) if line is not None)


def staff_names(vault: Vault) -> dict[str, str]:
    """The names of everybody who ever worked here, by their id."""
    return {line.member.id: line.member.name for line in vault.everyone()}
