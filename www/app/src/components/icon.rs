//! Small signs for kinds of entities, so that colour never stands alone. The shapes are masks in the style sheet.

use newsglass_analysis::EntityType;
use yew::prelude::*;

use crate::language::{key, t};

/// The sign of a kind of entity.
pub(crate) fn kind_icon(kind: EntityType) -> Html {
    html! { <span class={format!("icon icon-{}", kind.as_str())} aria-hidden="true"></span> }
}

/// What several of a kind are called.
pub(crate) fn kind_plural(kind: EntityType) -> &'static str {
    t(match kind {
        EntityType::Person => key("People"),
        EntityType::Organization => key("Organizations"),
        EntityType::Place => key("Places"),
        EntityType::Facility => key("Buildings and sites"),
        EntityType::Group => key("Groups"),
        EntityType::Event => key("Events"),
        EntityType::Product => key("Products"),
        EntityType::Work => key("Works"),
        EntityType::Law => key("Laws and treaties"),
        EntityType::Date => key("Dates"),
        EntityType::Time => key("Times of day"),
        EntityType::Money => key("Money"),
        EntityType::Percent => key("Percentages"),
        EntityType::Quantity => key("Quantities"),
    })
}

/// What one of a kind is called, in English: the key of its name.
pub(crate) fn kind_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => key("person"),
        EntityType::Organization => key("organization"),
        EntityType::Place => key("place"),
        EntityType::Facility => key("facility"),
        EntityType::Group => key("group"),
        EntityType::Event => key("event"),
        EntityType::Product => key("product"),
        EntityType::Work => key("work"),
        EntityType::Law => key("law"),
        EntityType::Date => key("date"),
        EntityType::Time => key("time"),
        EntityType::Money => key("money"),
        EntityType::Percent => key("percent"),
        EntityType::Quantity => key("quantity"),
    }
}
