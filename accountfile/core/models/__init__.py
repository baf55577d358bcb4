"""The rows that every section shares."""

from accountfile.core.models.account import (
    Account,
    AccountQuerySet,
    among,
    reach_of,
    sample_is_left_out,
)
from accountfile.core.models.change import Act, Change, acting_as, current_act
from accountfile.core.models.importing import Alias, Batch, BatchRow, Mapping
from accountfile.core.models.money import (
    Converted,
    ExchangeRate,
    WholeNumber,
    exact_sum,
    weighted_sum,
)
from accountfile.core.models.of_account import (
    AboutSomebodyQuerySet,
    AboutTheManager,
    OfAccountQuerySet,
)
from accountfile.core.models.own import Columns, Draft, Press
from accountfile.core.models.ranks import Stage, Tier
from accountfile.core.models.search import SearchEntry, plain
from accountfile.core.models.standing import SectionFigures, Standing
from accountfile.core.models.team import Milestone, TeamMember
from accountfile.core.models.tracked import (
    AccountRow,
    Tracked,
    bulk_insert,
    create_all,
    delete_all,
    mark,
    update_all,
)
from accountfile.core.models.work import (
    Action,
    Document,
    Interaction,
    Morning,
    Notice,
)

__all__ = [
    "AboutSomebodyQuerySet",
    "AboutTheManager",
    "Account",
    "AccountQuerySet",
    "AccountRow",
    "Act",
    "Action",
    "Alias",
    "Batch",
    "BatchRow",
    "Change",
    "Columns",
    "Converted",
    "Document",
    "Draft",
    "ExchangeRate",
    "Interaction",
    "Mapping",
    "Milestone",
    "Morning",
    "Notice",
    "OfAccountQuerySet",
    "Press",
    "SearchEntry",
    "SectionFigures",
    "Stage",
    "Standing",
    "TeamMember",
    "Tier",
    "Tracked",
    "WholeNumber",
    "acting_as",
    "among",
    "bulk_insert",
    "create_all",
    "current_act",
    "delete_all",
    "exact_sum",
    "mark",
    "plain",
    "reach_of",
    "sample_is_left_out",
    "update_all",
    "weighted_sum",
]
