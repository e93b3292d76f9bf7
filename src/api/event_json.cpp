#include "api/event_json.h"

#include "base/enum_name.h"
#include "core/fields.h"

namespace relevo {

namespace {

/// Writes each field as a member; nested structs and lists too.
class Members {
 public:
  Members(JsonWriter& json, const Operation& operation, Duration wall_offset)
      : json_(json), operation_(operation), wall_offset_(wall_offset) {}

  template <class T>
  void operator()(unsigned /*number*/, std::string_view name, const T& field) {
    if constexpr (IsDigest<T>) {
      return;  // Of secrets and documents: of no use outside.
    } else if constexpr (std::is_same_v<T, Duration>) {
      json_.member(std::string(name) + "_ms", in_ms(field));
    } else {
      json_.key(name);
      put(field);
    }
  }

 private:
  template <class T>
  void put(const T& field) {
    if constexpr (IsList<T>) {
      json_.begin_array();
      for (const auto& item : field) put(item);
      json_.end_array();
    } else if constexpr (std::is_same_v<T, Time>) {
      json_.value(rfc3339(field + wall_offset_));
    } else if constexpr (std::is_enum_v<T>) {
      put_enum(field);
    } else if constexpr (IsId<T>) {
      put_id(field);
    } else if constexpr (IsText<T>) {
      json_.value(field.view());
    } else if constexpr (HasFields<T>) {
      json_.begin_object();
      visit_fields(*this, field);
      json_.end_object();
    } else {
      json_.value(field);
    }
  }

  template <class E>
  void put_enum(E value) {
    if (enum_name(value).empty()) return json_.value(nullptr);  // Of a newer writer.
    json_.value(enum_name(value));
  }

  template <class Tag>
  void put_id(Id<Tag> id) {
    using AnyId = Id<Tag>;
    if constexpr (std::is_same_v<AnyId, AgentId>) {
      append_code(json_, operation_.agents, id);
    } else if constexpr (std::is_same_v<AnyId, QueueId>) {
      append_code(json_, operation_.queues, id);
    } else if constexpr (std::is_same_v<AnyId, UserId>) {
      append_code(json_, operation_.users, id);
    } else if constexpr (std::is_same_v<AnyId, TeamId>) {
      append_code(json_, operation_.teams, id);
    } else if (id) {
      json_.value(id.value);
    } else {
      json_.value(nullptr);
    }
  }

  JsonWriter& json_;
  const Operation& operation_;
  Duration wall_offset_;
};

}  // namespace

void append_event(JsonWriter& json, const Record& record, const Operation& operation,
                  Duration wall_offset) {
  json.begin_object();
  json.member("position", record.position);
  json.member("at", rfc3339(record.at + wall_offset));
  json.member("kind", name_of(record.event));
  Members members{json, operation, wall_offset};
  std::visit([&](const auto& event) { visit_fields(members, event); }, record.event);
  json.end_object();
}

}  // namespace relevo
