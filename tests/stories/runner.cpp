// Runs the stories of a folder: each is lived by a core, and must go as it is written.
//
// stories FOLDER [--bless] [NAME]: only those whose name contains NAME; --bless writes what
// happened in place of what was expected.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "floor.h"
#include "story.h"
#include "text.h"

namespace relevo::stories {

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in{path};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// One `- expected` or `+ happened` line for each difference of a step; true when there is none.
bool is_as_expected(const std::string& file, const Step& step,
                    const std::vector<std::string>& happened) {
  if (happened == step.expected) return true;
  std::printf("%s:%zu: it went another way\n", file.c_str(), step.line);
  std::size_t at = 0;
  const std::size_t end = std::max(happened.size(), step.expected.size());
  for (; at < end; ++at) {
    const bool both = at < happened.size() && at < step.expected.size();
    if (both && happened[at] == step.expected[at]) {
      std::printf("      %s\n", happened[at].c_str());
      continue;
    }
    if (at < step.expected.size()) std::printf("    - %s\n", step.expected[at].c_str());
    if (at < happened.size()) std::printf("    + %s\n", happened[at].c_str());
  }
  return false;
}

bool passes(const std::filesystem::path& path, bool bless) {
  const std::string file = path.string();
  try {
    const Story story = read_story(read_file(path));
    if (story.steps.empty()) throw Mistake("1: nothing happens in it");
    const Told told = tell(story);
    if (bless) {
      const std::string text = blessed(story, told);  // Whole before the file is emptied for it.
      std::ofstream{path} << text;
      return true;
    }
    bool good = true;
    for (std::size_t i = 0; i < story.steps.size(); ++i) {
      good = is_as_expected(file, story.steps[i], told[i]) && good;
    }
    return good;
  } catch (const Mistake& mistake) {
    std::printf("%s:%s\n", file.c_str(), mistake.what());
  } catch (const Broken& broken) {
    std::printf("%s:%s\n", file.c_str(), broken.what());
  }
  return false;
}

int run(const std::vector<std::string>& arguments) {
  bool bless = false;
  std::vector<std::string> words;
  for (const std::string& argument : arguments) {
    if (argument == "--bless") {
      bless = true;
    } else {
      words.push_back(argument);
    }
  }
  if (words.empty() || words.size() > 2 || !std::filesystem::is_directory(words[0])) {
    std::printf("stories FOLDER [--bless] [NAME]\n");
    return 1;
  }
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{words[0]}) {
    const std::filesystem::path& path = entry.path();
    const bool wanted =
        words.size() < 2 || path.stem().string().find(words[1]) != std::string::npos;
    if (path.extension() == ".story" && wanted) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  std::size_t passed = 0;
  for (const std::filesystem::path& path : paths) passed += passes(path, bless) ? 1U : 0U;
  const std::size_t failed = paths.size() - passed;
  std::printf("%zu passed, %zu failed\n", passed, failed);
  return failed == 0 && !paths.empty() ? 0 : 1;
}

}  // namespace

}  // namespace relevo::stories

int main(int argc, char** argv) { return relevo::stories::run({argv + 1, argv + argc}); }
