"""The incident that journeys play: a picture of a known patient in a post that nobody agreed to."""

from __future__ import annotations

from datetime import date, timedelta

from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.scenario import IncidentPart
from tests.journeys.journey import MORNING, scenario

ADULT = date(1984, 7, 9)
LINK = "https://social.example/p/3721"
NEXT_DAY = Moment(MORNING.utc + timedelta(days=1), 0)
POST = IncidentPart("social_post", LINK, "004 392", "social_media", "Instagram")
PLAYED = scenario(ADULT, incident=POST)
