"""Platforms shared out to jobs: each once, and none of two parts with a host in common."""

from itertools import combinations

import pytest

from compliance.actions._sharing_out import PlatformHosts, shared_out
from tools.properties import given, st


def platform(number: int, own: str = "", linked: str = "") -> PlatformHosts:
    return PlatformHosts(f"p{number}", frozenset(own.split()), frozenset(linked.split()))


def test_platforms_that_hosts_connect_lie_in_one_part() -> None:
    chain = [platform(0, "a b"), platform(1, "c"), platform(2, "b d"), platform(3, "d"), platform(4)]
    parts = {slug: job.part for job in shared_out(chain) for slug in job.slugs}
    assert parts["p0"] == parts["p2"] == parts["p3"]
    assert len(set(parts.values())) == 3


def test_a_page_that_records_link_to_counts_where_a_platform_answers() -> None:
    apart = [platform(0, "a", "portal"), platform(1, "b", "portal"), platform(2, "c", "a")]
    parts = {slug: job.part for job in shared_out(apart) for slug in job.slugs}
    assert parts["p0"] == parts["p2"] != parts["p1"]


@pytest.mark.parametrize(("count", "jobs"), [(1, 1), (8, 8), (100, 9), (1000, 63)])
def test_a_job_is_a_handful(count: int, jobs: int) -> None:
    planned = shared_out([platform(number, f"h{number}") for number in range(count)])
    assert len(planned) == jobs
    assert max(len(job.slugs) for job in planned) <= 16
    assert [slug for job in planned for slug in job.slugs] == [f"p{number}" for number in range(count)]


HOSTS = st.frozensets(st.sampled_from("abcdefgh"), max_size=3)


@given(st.lists(HOSTS, max_size=40))
def test_no_two_parts_have_a_host_in_common(hosts: list[frozenset[str]]) -> None:
    platforms = [PlatformHosts(f"p{number}", own) for number, own in enumerate(hosts)]
    jobs = shared_out(platforms)
    assert sorted(slug for job in jobs for slug in job.slugs) == sorted(each.slug for each in platforms)
    assert [job.number for job in jobs] == list(range(len(jobs)))
    of = {each.slug: each.own for each in platforms}
    for one, other in combinations(jobs, 2):
        shared = frozenset[str]().union(*(of[slug] for slug in one.slugs)) & frozenset[str]().union(
            *(of[slug] for slug in other.slugs)
        )
        assert one.part == other.part or not shared
