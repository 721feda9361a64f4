from tests.registers.rated import rated  # noqa: F401  this is a fixture
