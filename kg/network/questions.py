"""What a store is asked for a network, in SPARQL: one question for each kind of row.

`{values}` is where the nodes of a part stand (`VALUES ?event { ... }`), or nothing where all are asked for: right
before the pattern that they are looked up in, inside each branch of a UNION, and beside no other VALUES. So Oxigraph
looks each up; otherwise it reads everything first. Rows come in no order and may come twice; the reader sorts them.
"""

from __future__ import annotations

PREFIXES = """\
PREFIX kg: <https://w3id.org/newskg#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
KINDS = "schema:Person schema:Organization schema:Country schema:Place schema:Product kg:Group kg:Thing"
ROLE_NAMES = "kg:actor kg:target kg:recipient kg:topic kg:instrument kg:place kg:origin kg:destination"
FACT_NAMES = (
    "rdfs:label skos:altLabel schema:jobTitle owl:sameAs kg:affiliation schema:containedInPlace "
    "kg:count kg:minCount kg:maxCount kg:amount kg:currency"
)
NEWS = "?article != <https://w3id.org/newskg>"  # not what only the ontology knows


def _listed(names: str) -> str:
    return names.replace(" ", ", ")


CLASSES = """
SELECT ?class ?label ?family ?family_label ?verb WHERE {
  GRAPH <https://w3id.org/newskg> {
    ?class rdfs:subClassOf* ?family . ?family rdfs:subClassOf sem:Event .
    OPTIONAL { ?class rdfs:label ?label } OPTIONAL { ?family rdfs:label ?family_label }
    OPTIONAL { ?class kg:short ?short . OPTIONAL { ?short rdfs:label ?verb } }
  }
}"""
ARTICLES = """
SELECT ?article ?title ?published ?publisher ?text WHERE {
  {values}
  GRAPH ?article {
    ?article a schema:NewsArticle .
    OPTIONAL { ?article schema:headline ?title } OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article schema:publisher ?organization . OPTIONAL { ?organization rdfs:label ?name } }
    OPTIONAL { ?context nif:isString ?text }
  }
  BIND(COALESCE(?name, STR(?organization)) AS ?publisher)
}"""
EVENTS = """
SELECT ?event ?class ?source ?article ?label ?predicate ?polarity ?factuality ?day ?begin ?end ?confidence
  ?happening ?attributed WHERE {
  {values}
  GRAPH ?article {
    ?event a ?class ; kg:polarity ?polarity .
    OPTIONAL { ?event rdfs:label ?label } OPTIONAL { ?event kg:predicate ?predicate }
    OPTIONAL { ?event kg:factuality ?factuality } OPTIONAL { ?event prov:wasAttributedTo ?source }
    OPTIONAL { ?event sem:hasTimeStamp ?day }
    OPTIONAL { ?event sem:hasBeginTimeStamp ?begin ; sem:hasEndTimeStamp ?end }
    OPTIONAL { ?event kg:confidence ?confidence } OPTIONAL { ?event kg:happening ?happening }
    OPTIONAL { ?event kg:isAttributed ?attributed }
  }
}"""
ROLES = f"""
SELECT ?event ?role ?filler WHERE {{
  {{values}}
  GRAPH ?article {{ ?event kg:polarity ?polarity ; ?role ?filler }}
  FILTER(?role IN ({_listed(ROLE_NAMES)}, kg:content))
}}"""
ENTITIES = f"""
SELECT ?entity ?kind WHERE {{
  {{values}}
  GRAPH ?article {{ ?entity a ?kind }}
  FILTER(?kind IN ({_listed(KINDS)}) && {NEWS})
}}"""
FACTS = f"""
SELECT ?entity ?property ?value WHERE {{
  {{values}}
  GRAPH ?article {{ ?entity a ?kind ; ?property ?value }}
  FILTER(?kind IN ({_listed(KINDS)}) && ?property IN ({_listed(FACT_NAMES)}) && {NEWS})
}}"""
QUOTATIONS = """
SELECT ?quotation ?text ?speaker ?article WHERE {
  {values}
  GRAPH ?article {
    ?quotation a kg:Quotation .
    OPTIONAL { ?quotation schema:text ?text } OPTIONAL { ?quotation prov:wasAttributedTo ?speaker }
  }
}"""
MENTIONS = """
SELECT ?thing ?article ?mention ?sentence WHERE {
  {values}
  GRAPH ?article { ?thing gaf:denotedBy ?mention . OPTIONAL { ?mention nif:sentence ?sentence } }
}"""
WORDS = """
SELECT ?mention ?words WHERE {
  {values}
  GRAPH ?article { ?mention nif:anchorOf ?words . ?thing gaf:denotedBy ?mention }
}"""
LINKS = f"""
SELECT ?from ?property ?to WHERE {{
  {{ {{values_from}} GRAPH ?article {{ ?from ?property ?to }} }} UNION
  {{ {{values_to}} GRAPH ?article {{ ?from ?property ?to }} }}
  FILTER(?property IN ({_listed(ROLE_NAMES)}, kg:content, kg:affiliation, schema:containedInPlace) && {NEWS})
}}"""
NAMES = f"""
SELECT ?entity ?name WHERE {{
  VALUES ?property {{ rdfs:label skos:altLabel }}
  GRAPH ?article {{ ?entity ?property ?name ; a ?kind }}
  FILTER(?kind IN ({_listed(KINDS)}) && {NEWS})
}}"""
ATTRIBUTED = f"""
SELECT ?report ?source WHERE {{
  {{values}} GRAPH ?article {{ ?report prov:wasAttributedTo ?source }} FILTER({NEWS})
}}"""
BUSIEST = f"""
SELECT ?entity (COUNT(?event) AS ?events) WHERE {{
  VALUES ?role {{ {ROLE_NAMES} }}
  GRAPH ?article {{ ?event kg:polarity ?polarity ; ?role ?entity }}
}} GROUP BY ?entity ORDER BY DESC(?events) ?entity LIMIT {{limit}}"""
SIZE = f"""
SELECT ?events ?entities WHERE {{
  {{ SELECT (COUNT(*) AS ?events) WHERE {{ GRAPH ?article {{ ?event kg:polarity ?polarity }} }} }}
  {{ SELECT (COUNT(DISTINCT ?entity) AS ?entities) WHERE {{
      VALUES ?role {{ {ROLE_NAMES} }} GRAPH ?article {{ ?event kg:polarity ?polarity ; ?role ?entity }} }} }}
}}"""
