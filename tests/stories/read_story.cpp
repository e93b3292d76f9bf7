// Stories from text and back.
#include <sstream>

#include "story.h"
#include "text.h"

namespace relevo::stories {

namespace {

constexpr std::size_t columns_max = 100;
const std::string indent = "         ";

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Mistake mistake_at(std::size_t line, const std::string& what) {
  return Mistake(std::to_string(line) + ": " + what);
}

void take_line(Story& story, const std::string& line, std::size_t number) {
  const bool under = line.starts_with(' ') || line.starts_with('\t');
  std::vector<std::string> words = words_of(line);
  if (words.empty() || words[0].starts_with('#')) return;
  if (!under && words[0] != "at" && words[0] != "and") {
    if (!story.steps.empty()) throw mistake_at(number, "configuration comes before the first `at`");
    story.setup.push_back(words);
    return;
  }
  if (!under) {
    Step step{.line = number, .end = number};
    if (words[0] == "and" && story.steps.empty()) throw mistake_at(number, "`and` follows an `at`");
    const std::size_t first = words[0] == "at" ? 2 : 1;
    if (words.size() <= first) throw mistake_at(number, "at TIME COMMAND ...");
    if (words[0] == "at") step.at = words[1];
    step.command.assign(words.begin() + static_cast<std::ptrdiff_t>(first), words.end());
    story.steps.push_back(step);
    return;
  }
  if (story.steps.empty()) throw mistake_at(number, "nothing stands above this");
  Step& step = story.steps.back();
  if (words[0] == "->" || words[0] == "!!") {
    step.expected.push_back(joined(words));
  } else if (words[0] == "+" && step.expected.empty()) {
    step.changes.emplace_back(words.begin() + 1, words.end());
    step.end = number;
  } else if (!step.expected.empty()) {
    step.expected.back() += " " + joined(words);  // A long line goes on here.
  } else {
    throw mistake_at(number, "under a command stand `+`, `->` and `!!`");
  }
}

/// One expected event, in lines of at most columns_max.
void write(std::string& text, const std::string& expected) {
  std::string line = indent;
  for (const std::string& word : words_of(expected)) {
    const bool first = line.find_first_not_of(' ') == std::string::npos;
    if (!first && line.size() + 1 + word.size() > columns_max) {
      text += line + "\n";
      line = indent + "     " + word;
    } else {
      line += (first ? "" : " ") + word;
    }
  }
  text += line + "\n";
}

bool is_expectation(const std::string& line) {
  const std::vector<std::string> words = words_of(line);
  return line.starts_with(' ') && !words.empty() && words[0] != "+" && words[0][0] != '#';
}

}  // namespace

Story read_story(const std::string& text) {
  Story story;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) {
    story.lines.push_back(line);
    take_line(story, line, story.lines.size());
  }
  return story;
}

std::string blessed(const Story& story, const Told& told) {
  std::string text;
  std::size_t step = 0;
  for (std::size_t i = 0; i < story.lines.size(); ++i) {
    const bool old = step > 0 && is_expectation(story.lines[i]);
    if (!old) text += story.lines[i] + "\n";
    while (step < story.steps.size() && story.steps[step].end == i + 1) {
      for (const std::string& event : told[step]) write(text, event);
      ++step;
    }
    if (step == 0 && i + 1 == story.lines.size()) break;
  }
  return text;
}

}  // namespace relevo::stories
