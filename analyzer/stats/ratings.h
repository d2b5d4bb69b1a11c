#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

/// Who judged what: the common input of the measures of agreement.
namespace rodtrad::stats {

/// The coder did not judge this unit. Missing is not a category.
inline constexpr std::int32_t kMissing = -1;

/// Every coder's category for every unit. Categories are numbered from 0.
struct Ratings {
  std::size_t coders = 0;
  std::size_t categories = 0;
  std::vector<std::int32_t> values{};  ///< unit by unit, one value a coder, or kMissing
  std::vector<double> weights{};       ///< how many units each row stands for; empty: one each
  /// The number behind each category, for ordinal, interval, ratio and weighted measures; empty:
  /// the category's own number. Must be ascending for ordinal measures.
  std::vector<double> scale{};

  [[nodiscard]] std::size_t units() const { return coders == 0 ? 0 : values.size() / coders; }
  [[nodiscard]] std::int32_t value(std::size_t unit, std::size_t coder) const {
    return values[unit * coders + coder];
  }
  [[nodiscard]] double weight(std::size_t unit) const {
    return weights.empty() ? 1.0 : weights[unit];
  }
  [[nodiscard]] double number(std::size_t category) const {
    return scale.empty() ? static_cast<double>(category) : scale[category];
  }
};

/// A square matrix of doubles, zero at first.
class Matrix {
 public:
  explicit Matrix(std::size_t size, double value = 0) : size_(size), cells_(size * size, value) {}
  [[nodiscard]] std::size_t size() const { return size_; }
  double& operator()(std::size_t row, std::size_t column) { return cells_[row * size_ + column]; }
  double operator()(std::size_t row, std::size_t column) const {
    return cells_[row * size_ + column];
  }

 private:
  std::size_t size_;
  std::vector<double> cells_;
};

/// Two coders' table as ratings: one row a filled cell, weighted by its count.
Ratings ratings_of_table(const Matrix& table);

/// The table of two coders over the units both judged.
Matrix table_of_pair(const Ratings& ratings, std::size_t first, std::size_t second);

/// How much of an agreement two categories are, 1 on the diagonal (Gwet 2014, ch. 3).
enum class Weighting { Identity, Linear, Quadratic, Ordinal, Radical, Ratio };
Matrix agreement_weights(Weighting weighting, const Ratings& ratings);

/// Units as counts: how many coders put each unit in each category. Units that nobody judged are
/// left out.
struct UnitCounts {
  std::size_t categories = 0;
  std::vector<double> counts{};   ///< unit by unit, one number a category
  std::vector<double> coders{};   ///< how many judged each unit
  std::vector<double> weights{};  ///< as in Ratings

  [[nodiscard]] std::size_t units() const { return coders.size(); }
  [[nodiscard]] const double* row(std::size_t unit) const {
    return counts.data() + unit * categories;
  }
};
UnitCounts unit_counts(const Ratings& ratings);

}  // namespace rodtrad::stats
