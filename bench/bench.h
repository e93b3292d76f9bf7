// What a bench is: a few figures, each measured beside its floor in the same run, and a verdict.
//
// Machines are shared and noisy, so a figure is CPU time per unit of work or a quantile, ours and
// the floor in turns, and what counts is the ratio; never a lone time. Goals: docs/performance.md.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace relevo::bench {

/// User and system time of this process so far, in seconds.
double cpu_seconds();

/// A clock for quantiles: of the machine's time, nanoseconds.
std::int64_t clock_ns();

/// The value that `part` of 1 of all lie below. Requires at least one value.
double quantile(std::vector<double> values, double part);

struct Figure {
  std::string name;       // As in docs/performance.md: BENCH.WHAT.
  std::string unit;       // Of ours, the floor and an absolute target.
  std::string floor_is;   // What the floor is, in a few words.
  double target = 0;      // Ours at most this, in the unit; 0 = no such goal.
  double ratio_max = 0;   // Ours at most so many floors; 0 = no such goal.
  double target_min = 0;  // Ours at least this; 0 = no such goal.
};

/// Each call measures once and gives the value in the figure's unit.
using Measure = std::function<double()>;

/// Measures ours and the floor in turns, three times (once when brief), prints the medians as one
/// line `name ours floor ratio target verdict`. False when a goal was missed.
bool compare(const Figure& figure, const Measure& ours, const Measure& floor, bool brief);

/// A figure without a floor of its own.
bool measure(const Figure& figure, const Measure& ours, bool brief);

struct Options {
  bool brief = false;  // Shows that the bench works, in about a second; the figures mean nothing.
  std::string folder;  // For files of the bench, on the disk to be measured; empty already.
};

/// Each prints its figures; false when a goal was missed.
bool routing(const Options& options);
bool journal(const Options& options);
bool sim(const Options& options);
bool opus(const Options& options);
bool mix(const Options& options);
bool feed(const Options& options);
bool figures(const Options& options);
bool rules(const Options& options);

}  // namespace relevo::bench
