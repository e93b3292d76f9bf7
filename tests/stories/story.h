// One story: a file of configuration, commands, and the events expected under each.
#pragma once

#include <string>
#include <vector>

namespace relevo::stories {

/// A command's lines, and what stands or should stand under them.
struct Step {
  std::size_t line = 0;  // Of the command, from 1.
  std::size_t end = 0;   // Behind its `+` lines: where the events begin.
  std::string at;        // `21s`, or empty: with the step before.
  std::vector<std::string> command;
  std::vector<std::vector<std::string>> changes;  // Its `+` lines, as words.
  std::vector<std::string> expected;              // `-> ...` and `!! ...`, spaces made one.
};

struct Story {
  std::vector<std::string> lines;
  std::vector<std::vector<std::string>> setup;  // Lines of configuration and `show`, as words.
  std::vector<Step> steps;
};

/// Throws Mistake with the line's number in front.
Story read_story(const std::string& text);

/// What the story gave under each of its steps.
using Told = std::vector<std::vector<std::string>>;

/// Lives the story. Throws Mistake or Broken, with the line's number in front.
Told tell(const Story& story);

/// The story's text with `told` in place of what was expected.
std::string blessed(const Story& story, const Told& told);

}  // namespace relevo::stories
