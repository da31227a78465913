"""Article -> Doc with names, times, entities, speech and events: the spaCy components, one a file.

In pipeline order: `layout`, the trained pipeline (whose slowest steps `attributes` and `matrices` do faster), `names`,
`times`, `coreference`, `facts`, `speech`, `events`, `factuality`, `anchoring`, `confidence`. `annotations` says what
they leave on a Doc. What they are made of is in the rooms, each of which knows only those before it: `text`, `naming`,
`timex`, `parse`, `grammar`, `saying`, `reference`, `linking`.
"""
