#include "bench/bench.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace relevo::bench {

namespace {

constexpr int rounds_max = 3;

double seconds_of(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof(text), value >= 1000 ? "%.0f" : "%.3g", value);
  return text;
}

std::string goal(const Figure& figure) {
  std::string text;
  if (figure.target > 0) text = "<=" + number(figure.target) + figure.unit;
  if (figure.target_min > 0) text = ">=" + number(figure.target_min) + figure.unit;
  if (figure.ratio_max > 0) {
    text += (text.empty() ? "<=" : ",<=") + number(figure.ratio_max) + "x";
  }
  return text.empty() ? "-" : text;
}

bool print(const Figure& figure, double ours, double floor, bool brief) {
  const double ratio = floor > 0 ? ours / floor : 0;
  bool met = figure.target == 0 || ours <= figure.target;
  met = met && (figure.target_min == 0 || ours >= figure.target_min);
  met = met && (figure.ratio_max == 0 || ratio <= figure.ratio_max);
  const bool has_goal = figure.target > 0 || figure.target_min > 0 || figure.ratio_max > 0;
  const std::string verdict = brief ? "brief" : !has_goal ? "-" : met ? "met" : "MISSED";
  const std::string beside =
      floor > 0 ? number(floor) + figure.unit + " (" + figure.floor_is + ")" : "-";
  std::printf("%-30s %12s  %-34s %8s  %-14s %s\n", figure.name.c_str(),
              (number(ours) + figure.unit).c_str(), beside.c_str(),
              floor > 0 ? (number(ratio) + "x").c_str() : "-", goal(figure).c_str(),
              verdict.c_str());
  std::fflush(stdout);
  return brief || met;
}

}  // namespace

double cpu_seconds() { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }

std::int64_t clock_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

double quantile(std::vector<double> values, double part) {
  const auto place = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[static_cast<std::size_t>(place)];
}

bool compare(const Figure& figure, const Measure& ours, const Measure& floor, bool brief) {
  std::vector<double> our_values;
  std::vector<double> floor_values;
  for (int round = 0; round < (brief ? 1 : rounds_max); ++round) {
    our_values.push_back(ours());
    if (floor) floor_values.push_back(floor());
  }
  return print(figure, quantile(our_values, 0.5), floor ? quantile(floor_values, 0.5) : 0, brief);
}

bool measure(const Figure& figure, const Measure& ours, bool brief) {
  return compare(figure, ours, nullptr, brief);
}

}  // namespace relevo::bench
