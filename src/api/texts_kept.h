// Commands that carry a text: it is in the records store before the core hears of it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "api/server_thread.h"
#include "api/worker.h"
#include "core/commands.h"
#include "records/records.h"

namespace relevo {

/// Server's thread; `store` is the worker's.
class TextsKept {
 public:
  /// Why it was not kept, or what the core said.
  using Done = std::function<void(const Result<Answer>&)>;

  TextsKept(EnginePort& engine, Worker& worker, records::Records& store, OnServer on_server)
      : engine_(engine), worker_(worker), store_(store), on_server_(std::move(on_server)) {}

  /// Keeps the text, asks with the id that it got, and forgets it again when nothing came of it,
  /// nor of another request that has the same text.
  ///
  /// A request with a key has the same id each time. Faults: limit when there are too many notes,
  /// else disk.
  void post(records::WrittenText text, Request request, std::function<Command(TextId)> make,
            const Done& done);

 private:
  /// What is under way with one text: requests with the same key have the same one.
  struct Flight {
    std::size_t requests = 0;
    bool is_new = false;   // One of them kept it,
    bool is_used = false;  // and to one it came to be said.
  };

  void ask_with(const records::KeptText& kept, const std::shared_ptr<Flight>& flight,
                Request request, const Done& done);
  std::shared_ptr<Flight> begin(TextId id);
  void end(TextId id, const std::shared_ptr<Flight>& flight);

  EnginePort& engine_;
  Worker& worker_;
  records::Records& store_;
  OnServer on_server_;
  std::map<TextId, std::shared_ptr<Flight>> flights_;  // Of ids known before they are kept.
};

}  // namespace relevo
