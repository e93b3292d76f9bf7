#include "bench/told_floor.h"

namespace relevo::bench {

/// Nobody asks it for anything.
struct ToldFloor::Engine final : EnginePort {
  Time time;

  void post(Request /*request*/, std::function<void(const Answer&)> done) override {
    done({.overloaded = true});
  }
  bool inspect(StateTold /*done*/) override { return false; }
  bool ready() const override { return true; }
  Time now() const override { return time; }
  Duration wall_offset() const override { return {}; }
};

Changes::Changes(std::size_t agents) : shift_{.first = 1, .at = {hours(1).us}}, agents_(agents) {
  obey(core_, {.command = operation_of(agents)}, shift_);
  for (const Request& request : shift_begins(agents)) obey(core_, request, shift_);
  core_.close(shift_);
}

std::vector<Batch> Changes::next(std::size_t count) {
  std::vector<Batch> batches;
  batches.reserve(count);
  for (std::size_t i = 0; i < count; ++i, ++changed_) {
    const AgentId agent{1 + changed_ % agents_};
    const bool leaves = changed_ / agents_ % 2 == 0;
    Batch batch{.first = core_.state().position + 1, .at = core_.state().at + microseconds(200)};
    const Request leave{.command = SetOffPhoneWork{.agent = agent}};
    const Request come{.command = SetReady{.agent = agent}};
    obey(core_, leaves ? leave : come, batch);
    core_.close(batch);
    batches.push_back(std::move(batch));
  }
  return batches;
}

ToldFloor::ToldFloor(const Changes& changes, std::size_t agents)
    : engine_(std::make_unique<Engine>()) {
  engine_->time = changes.shift().at;
  floor_ = std::make_unique<Floor>(*engine_, Views{}, std::nullopt);
  fold(changes.shift());
  Floor::Names names;
  for (std::size_t i = 1; i <= agents; ++i) {
    names.emplace(std::to_string(i), "María Fernanda López " + std::to_string(i));
  }
  floor_->set_names(std::move(names));
  const auto all = std::make_shared<const Sight>(Sight{.all = true});
  channel_ =
      std::make_unique<FeedChannel>(FeedChannel::Kind::board, "board", all, AgentId{}, *floor_);
}

ToldFloor::~ToldFloor() = default;

BoardChanges ToldFloor::fold(const Batch& batch) {
  engine_->time = batch.at;
  floor_->apply(batch);
  return floor_->take_changes();
}

FeedChannel::Text ToldFloor::text(const Batch& batch, const BoardChanges& changes) {
  return channel_->change(*floor_, batch, changes);
}

}  // namespace relevo::bench
