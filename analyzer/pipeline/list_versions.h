#pragma once
#include <span>
#include <vector>

#include "analyzer/model/document.h"
#include "analyzer/model/list_versions.h"

namespace rodtrad::pipeline {

/// Compares two lists. Items equal letter by letter are paired first, then items with the same
/// words, then the pairs most alike (at least half of the words or of the letter pairs in common,
/// the most alike first); what is left came or went. An item is paired once.
ListComparison compare_lists(ItemList older, ItemList newer);

/// The lists of a document, in text order: list items that follow each other without anything else
/// between.
std::vector<ItemList> lists_in(std::span<const Document> documents);

/// All items of a file as one list; without list marks each line is an item, in an answer sheet
/// each answer.
ItemList whole_list(std::span<const Document> documents, std::string name);

/// Lists that are versions of each other: each list with the nearest earlier one that has at least
/// half of its items, in text order.
std::vector<ListComparison> versions_among(const std::vector<ItemList>& lists);

/// The same for the lists of one file; where it marks no list, for its blocks of lines.
std::vector<ListComparison> versions_within(std::span<const Document> documents);

}  // namespace rodtrad::pipeline
