#include "metrics/page.h"

namespace relevo {

namespace {

std::string_view word_of(Family::Kind kind) {
  switch (kind) {
    case Family::Kind::counter:
      return "counter";
    case Family::Kind::gauge:
      return "gauge";
    case Family::Kind::histogram:
      return "histogram";
  }
  return {};
}

/// A decimal without rounding: 1500000 us is 1.5.
std::string in_seconds(Duration value) {
  constexpr std::int64_t us_of_second = 1'000'000;
  std::string text = value.us < 0 ? "-" : "";
  const std::int64_t us = value.us < 0 ? -value.us : value.us;
  text += std::to_string(us / us_of_second);
  std::string fraction = std::to_string(us_of_second + us % us_of_second);
  fraction.front() = '.';
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (fraction.size() > 1) text += fraction;
  return text;
}

void append_escaped(std::string& out, std::string_view value) {
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
}

}  // namespace

void MetricsPage::begin(const Family& family) {
  name_ = family.name;
  text_ += "# HELP ";
  text_ += family.name;
  text_ += ' ';
  text_ += family.help;
  text_ += "\n# TYPE ";
  text_ += family.name;
  text_ += ' ';
  text_ += word_of(family.kind);
  text_ += '\n';
}

void MetricsPage::sample(Duration value, Labels labels) { line({}, labels, in_seconds(value)); }

void MetricsPage::alone(const Family& family, const Histogram& histogram, Labels labels) {
  begin(family);
  std::array<std::uint64_t, Histogram::buckets_count> counts{};
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = histogram.count(i);
  this->histogram(counts, histogram.sum(), labels);
}

void MetricsPage::histogram(std::span<const std::uint64_t> counts, Duration sum, Labels labels) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    count += counts[i];
    const bool last = i + 1 == counts.size();
    line("_bucket", labels, std::to_string(count),
         last ? std::string{"+Inf"} : in_seconds(Histogram::bound(i)));
  }
  line("_sum", labels, in_seconds(sum));
  line("_count", labels, std::to_string(count));
}

void MetricsPage::line(std::string_view suffix, Labels labels, std::string_view value,
                       std::string_view bound) {
  text_ += name_;
  text_ += suffix;
  char before = '{';
  const auto put = [&](std::string_view name, std::string_view of) {
    text_ += std::exchange(before, ',');
    text_ += name;
    text_ += "=\"";
    append_escaped(text_, of);
    text_ += '"';
  };
  for (const auto& [name, of] : labels) put(name, of);
  if (!bound.empty()) put("le", bound);
  if (before == ',') text_ += '}';
  text_ += ' ';
  text_ += value;
  text_ += '\n';
}

}  // namespace relevo
