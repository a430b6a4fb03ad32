"""`compliance platforms export`: the registry as CSV, as a workbook, and as DCAT-AP that is held to shapes."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, SH, Graph, Literal, URIRef

import compliance
from compliance.loading.facts.platforms import slugs

# because the libraries themselves use what they call old
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")
Run = Callable[..., Any]
SHAPES: Final = Path(__file__).parent / "shapes.ttl"
MANDATORY: Final = (
    ("dcat:Catalog", "dct:title"),
    ("dcat:Catalog", "dct:description"),
    ("dcat:Catalog", "dct:publisher"),
    ("dcat:CatalogRecord", "foaf:primaryTopic"),
    ("dcat:CatalogRecord", "dct:modified"),
    ("dcat:Dataset", "dct:title"),
    ("dcat:Dataset", "dct:description"),
    ("dcat:DataService", "dct:title"),
    ("dcat:DataService", "dcat:endpointURL"),
    ("foaf:Agent", "foaf:name"),
    ("skos:Concept", "skos:prefLabel"),
    ("skos:ConceptScheme", "dct:title"),
)
LEFT_OUT: Final = {
    ("Catalog", "homepage"),
    ("Catalog", "issued"),
    ("Catalog", "license"),
    ("CatalogRecord", "status"),
    ("DataService", "conformsTo"),
    ("DataService", "endpointDescription"),
    ("Dataset", "distribution"),
    ("Dataset", "temporal"),
    ("Agent", "type"),
}
"""What is recommended and nobody knows of these platforms, or nobody has decided."""


@pytest.fixture(scope="module")
def exported() -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(compliance.export_platforms("dcat-ap", listed="2026"))
    return tree


@pytest.fixture(scope="module")
def graph(exported: dict[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps(exported), format="json-ld")


def results(graph: Graph) -> list[tuple[str, str, str]]:
    """Severity, class and property of each result of the shapes."""
    report = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES))[1]

    def ending(node: Any) -> str:
        return str(node).replace("#", "/").rpartition("/")[2]

    return [
        (
            ending(report.value(found, SH.resultSeverity)),
            ending(graph.value(report.value(found, SH.focusNode), RDF.type)),
            ending(report.value(found, SH.resultPath)),
        )
        for found in report.subjects(RDF.type, SH.ValidationResult)
    ]


def test_the_list_keeps_to_the_shapes_and_what_is_left_out_is_known(graph: Graph) -> None:
    found = set(results(graph))
    assert {each for each in found if each[0] == "Violation"} == set()
    assert {each[1:] for each in found} == LEFT_OUT


def test_every_platform_is_there_with_owner_places_and_law(graph: Graph) -> None:
    catalogue = next(graph.subjects(RDF.type, DCAT.Catalog))
    assert len(set(graph.objects(catalogue, DCAT.dataset))) == 79
    named = set(graph.subjects(DCTERMS.identifier, Literal("national-public-service-portal")))
    (portal,) = named & set(graph.subjects(RDF.type, DCAT.Dataset))
    assert {str(name) for name in graph.objects(portal, DCTERMS.title)} == {
        "Cổng Dịch vụ công quốc gia",
        "National public service portal",
    }
    owner = graph.value(portal, DCTERMS.publisher)
    assert graph.value(owner, DCTERMS.identifier) == Literal("G01")
    legal = URIRef("http://data.europa.eu/r5r/applicableLegislation")
    numbers = {str(graph.value(each, DCTERMS.identifier)) for each in graph.objects(portal, legal)}
    assert numbers == {"1132/QĐ-TTg", "1527/QĐ-BKHCN"}
    records = {str(graph.value(each, DCTERMS.identifier)) for each in graph.objects(catalogue, DCAT.record)}
    assert "1132/QĐ-TTg A15" in records
    assert str(graph.value(portal, DCTERMS.available)) == "2026"


def test_an_owner_is_a_state_authority_where_the_list_of_agencies_says_so(graph: Graph) -> None:
    kinds = {}
    for owner in set(graph.objects(None, DCTERMS.publisher)):
        name = next(str(each) for each in graph.objects(owner, FOAF.name) if each.language == "en")
        kinds[name] = graph.value(owner, DCTERMS.type) is not None
    assert {kinds[name] for name in ("Ministry of Public Security", "Ministry of Finance")} == {True}
    assert {kinds[name] for name in ("Vietnam Television", "Party Central Office")} == {False}


def test_nothing_has_to_be_fetched_and_names_are_stable_and_no_examples(exported: dict[str, Any]) -> None:
    text = json.dumps(exported)
    assert all(isinstance(value, str) and value.startswith("http") for value in exported["@context"].values())
    assert "example" not in text
    assert exported == json.loads(compliance.export_platforms("dcat-ap", listed="1132/QĐ-TTg", language="en"))
    ids = [node["@id"] for node in exported["@graph"]]
    assert len(set(ids)) == len(ids)


def test_all_of_the_registry_names_each_platform_as_a_list_of_it_does(exported: dict[str, Any]) -> None:
    whole = json.loads(compliance.export_platforms("dcat-ap"))
    ids = {node["@id"] for node in whole["@graph"] if node["@type"] in {"dcat:Dataset", "dcat:DataService"}}
    of_list = {node["@id"] for node in exported["@graph"] if node["@type"] in {"dcat:Dataset", "dcat:DataService"}}
    assert of_list < ids


@pytest.mark.parametrize(("kind", "missing"), MANDATORY)
def test_a_mandatory_property_that_is_missing_breaks_a_shape(kind: str, missing: str, exported: dict[str, Any]) -> None:
    nodes = [node for node in exported["@graph"] if node["@type"] == kind][:1]
    cut = [{name: value for name, value in node.items() if name != missing} for node in nodes]
    assert cut != nodes
    broken = Graph().parse(data=json.dumps({"@context": exported["@context"], "@graph": cut}), format="json-ld")
    found = (kind.partition(":")[2], missing.partition(":")[2])
    assert found in {each[1:] for each in results(broken) if each[0] == "Violation"}


def rows(text: str) -> Sequence[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_has_a_row_for_each_platform_in_the_order_of_the_list(run: Run) -> None:
    ended = run("platforms", "export", "--list", "2026", "--out", "so.csv")
    assert (ended.status, ended.out) == (0, "")
    text = Path("so.csv").read_text("utf-8")
    assert text.startswith("\ufeffslug,name_vi,name_en,")
    found = rows(text)
    assert [row["place"] for row in found[:18]] == [*(f"A{number}" for number in range(1, 18)), "B1"]
    assert len(found) == 79
    portal = next(row for row in found if row["slug"] == "national-public-service-portal")
    assert (portal["owner_code"], portal["owner_vi"], portal["deadline"]) == ("G01", "Bộ Công an", "2026")
    assert portal["lists"] == "1132/QĐ-TTg (A15); 1527/QĐ-BKHCN (34)"
    assert portal["declared_by_owner"] == "no"


def test_without_a_list_all_of_the_registry_is_written_and_the_mark_may_be_left_out(run: Run) -> None:
    ended = run("platforms", "export", "--encoding", "utf-8")
    assert ended.out.startswith("slug,")
    assert [row["slug"] for row in rows(ended.out)] == list(slugs())


@pytest.mark.parametrize(
    ("language", "sheet", "heading"), [("vi", "Nền tảng", "Cơ quan chủ quản"), ("en", "Platforms", "Owner")]
)
def test_the_workbook_opens_with_its_sheets_in_the_language(language: str, sheet: str, heading: str, run: Run) -> None:
    ended = run("platforms", "export", "--format", "xlsx", "--list", "2025", "--out", "so.xlsx", "--lang", language)
    assert ended.status == 0
    book = openpyxl.load_workbook("so.xlsx", read_only=True)
    found = list(book[sheet].iter_rows(values_only=True))
    assert heading in found[0]
    assert len(found) == 56
    assert len(book.sheetnames) == 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--list", "1999"), "there is no list 1999"),
        (("--list", "2022"), "of the list 2022 no platform is known by name"),
    ],
)
def test_what_cannot_be_exported_is_told(options: tuple[str, ...], said: str, run: Run) -> None:
    ended = run("platforms", "export", *options)
    assert (ended.status, ended.out) == (64, "")
    assert said in ended.err


def test_a_form_that_is_not_there_is_told_to_programs() -> None:
    with pytest.raises(compliance.UsageError, match="the registry is not written as pdf; known: csv, dcat-ap, xlsx"):
        compliance.export_platforms("pdf")


def test_a_file_that_cannot_be_written_is_told(run: Run) -> None:
    Path("so").write_text("", "utf-8")
    ended = run("platforms", "export", "--out", "so/so.csv")
    assert ended.status == 2
    assert "Traceback" not in ended.err
