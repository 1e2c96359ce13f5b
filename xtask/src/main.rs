//! Builds, serves, tests and measures Newsglass.

fn main() -> anyhow::Result<()> {
    Ok(())
}
