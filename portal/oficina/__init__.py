"""The workbench: the pages with which an institution answers, the top authority signs and the regulator watches."""
