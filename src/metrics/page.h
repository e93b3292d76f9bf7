// What a Prometheus server reads: the text format 0.0.4.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "metrics/families.h"
#include "metrics/figures.h"

namespace relevo {

/// One page. A family comes once, followed by its samples.
class MetricsPage {
 public:
  static constexpr std::string_view content_type = "text/plain; version=0.0.4";

  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// The family that the next samples are of.
  void begin(const Family& family);

  template <std::integral T>
  void sample(T value, Labels labels = {}) {
    line({}, labels, std::to_string(value));
  }
  /// In seconds.
  void sample(Duration value, Labels labels = {});

  /// A family with one sample.
  template <class T>
  void alone(const Family& family, const T& value, Labels labels = {}) {
    begin(family);
    sample(value, labels);
  }
  void alone(const Family& family, const Histogram& histogram, Labels labels = {});

  /// A histogram of the family begun: how many of each bucket, the last one without a bound.
  void histogram(std::span<const std::uint64_t> counts, Duration sum, Labels labels = {});

  std::string take() { return std::move(text_); }

 private:
  void line(std::string_view suffix, Labels labels, std::string_view value,
            std::string_view bound = {});

  std::string text_;
  std::string_view name_;
};

}  // namespace relevo
