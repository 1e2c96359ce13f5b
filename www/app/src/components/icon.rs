//! Small signs for kinds of entities, so that colour never stands alone. The shapes are masks in the style sheet.

use newsglass::EntityType;
use yew::prelude::*;

/// The sign of a kind of entity.
#[component]
pub(crate) fn KindIcon(props: &KindIconProps) -> Html {
    html! { <span class={classes!("icon", format!("icon-{}", props.kind.as_str()))} aria-hidden="true"></span> }
}

/// Which sign.
#[derive(PartialEq, Properties)]
pub(crate) struct KindIconProps {
    /// The kind it stands for.
    pub(crate) kind: EntityType,
}

/// What several of a kind are called.
pub(crate) fn kind_plural(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "People",
        EntityType::Organization => "Organizations",
        EntityType::Place => "Places",
        EntityType::Facility => "Buildings and sites",
        EntityType::Group => "Groups",
        EntityType::Event => "Events",
        EntityType::Product => "Products",
        EntityType::Work => "Works",
        EntityType::Law => "Laws and treaties",
        EntityType::Date => "Dates",
        EntityType::Time => "Times",
        EntityType::Money => "Money",
        EntityType::Percent => "Percentages",
        EntityType::Quantity => "Quantities",
    }
}
