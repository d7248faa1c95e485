"""The table of figures, row by row, and the campaigns that reach them."""

from __future__ import annotations

from tests.faults import attacks, backups, damage, full_disk, kills, power_cuts, suites
from tests.helpers.campaign import Campaign

WANTED = {
    kills.ROW: "1,000 kills, 0 acknowledged facts lost, 0 half-written, 0 corrupt",
    power_cuts.ROW: "10,000 states, 0 acknowledged lost, 0 unopenable; unsynced more than half must fail",
    damage.ROW: "10,000, all detected, 0 altered bytes returned",
    attacks.ROW: "all detected where an anchor is given",
    full_disk.ROW: "200 points, nothing acknowledged that is not there, the cause named, usable afterwards",
    "canary search": "0 hits outside what the user saved on purpose and the printer's spool",
    "memory after lock": "20 cycles, 0 copies of key, passphrase, canary names",
    "role × operation": "0 forbidden operations succeed",
    backups.ROW: "100 of 100, every hash equal",
}
_ALL = (
    *(kills.CAMPAIGNS, power_cuts.CAMPAIGNS, damage.CAMPAIGNS, attacks.CAMPAIGNS),
    *(full_disk.CAMPAIGNS, backups.CAMPAIGNS, suites.campaigns()),
)
CAMPAIGNS: tuple[Campaign, ...] = tuple(
    campaign for row in WANTED for group in _ALL for campaign in group if campaign.row == row
)
