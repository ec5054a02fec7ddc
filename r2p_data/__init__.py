"""From a folder of French UN documents to cited tables of paragraphs, actors and figures."""
