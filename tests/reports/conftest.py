from tests.demo_fixture import at_the_demo, demo, demo_database  # noqa: F401  these are fixtures
