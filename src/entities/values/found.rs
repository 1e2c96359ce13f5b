//! What is found of a value in the text.

use crate::analysis::{EntityType, Value};
use crate::entities::evidence::Evidence;
use crate::rules::Rule;
use crate::text::Span;

/// A value found in the text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::entities) struct Found {
    pub(in crate::entities) span: Span,
    pub(in crate::entities) kind: EntityType,
    pub(in crate::entities) value: Option<Value>,
    pub(in crate::entities) confidence: f64,
    pub(in crate::entities) found_by: Evidence,
}

impl Found {
    pub(super) fn new(rule: Rule, span: Span, kind: EntityType, value: Option<Value>, confidence: f64) -> Self {
        Self { span, kind, value, confidence, found_by: Evidence::Rule(rule) }
    }

    pub(super) fn date(rule: Rule, span: Span, value: Option<Value>, confidence: f64) -> Self {
        Self::new(rule, span, EntityType::Date, value, confidence)
    }
}
