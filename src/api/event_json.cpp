#include "api/event_json.h"

#include <utility>

#include "api/json_schema.h"
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
    } else if constexpr (std::is_same_v<AnyId, DispositionId>) {
      append_code(json_, operation_.dispositions, id);
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

/// Writes each field's schema, and keeps its name.
class MemberSchemas {
 public:
  explicit MemberSchemas(JsonWriter& json) : json_(json) {}

  template <class T>
  void operator()(unsigned /*number*/, std::string_view name, const T& /*field*/) {
    if constexpr (IsDigest<T>) {
      return;
    } else if constexpr (std::is_same_v<T, Duration>) {
      key(std::string(name) + "_ms");
      schema::number(json_);
    } else {
      key(std::string(name));
      put<T>();
    }
  }

  const std::vector<std::string>& names() const { return names_; }

 private:
  void key(std::string name) {
    json_.key(name);
    names_.push_back(std::move(name));
  }

  template <class T>
  void put() {
    if constexpr (IsList<T>) {
      using Item = std::remove_cvref_t<decltype(*std::declval<const T&>().begin())>;
      json_.begin_object();
      json_.member("type", "array");
      json_.key("items");
      put<Item>();
      json_.end_object();
    } else if constexpr (std::is_same_v<T, Time>) {
      schema::time(json_);
    } else if constexpr (std::is_enum_v<T>) {
      schema::nullable<schema::name_of<T>>(json_);
    } else if constexpr (std::is_same_v<T, AgentId> || std::is_same_v<T, QueueId> ||
                         std::is_same_v<T, UserId> || std::is_same_v<T, TeamId> ||
                         std::is_same_v<T, DispositionId>) {
      schema::nullable<schema::text>(json_);
    } else if constexpr (IsId<T>) {
      schema::nullable<schema::whole>(json_);
    } else if constexpr (IsText<T>) {
      schema::text(json_);
    } else if constexpr (HasFields<T>) {
      append_fields_schema(json_, T{}, {});
    } else if constexpr (std::is_same_v<T, bool>) {
      schema::boolean(json_);
    } else {
      schema::number(json_);
    }
  }

 public:
  /// An object of the fields, behind what `before` writes.
  template <class T>
  static void append_fields_schema(JsonWriter& json, const T& object, std::string_view kind) {
    json.begin_object();
    json.member("type", "object");
    json.key("properties");
    json.begin_object();
    MemberSchemas members{json};
    if (!kind.empty()) {
      members.key("position");
      schema::whole(json);
      members.key("at");
      schema::time(json);
      members.key("kind");
      json.begin_object();
      json.member("const", kind);
      json.end_object();
    }
    visit_fields(members, object);
    json.end_object();
    json.key("required");
    json.begin_array();
    for (const std::string& name : members.names()) json.value(std::string_view{name});
    json.end_array();
    json.end_object();
  }

 private:
  JsonWriter& json_;
  std::vector<std::string> names_;
};

template <std::size_t... kinds>
void append_schemas(JsonWriter& json, std::index_sequence<kinds...> /*all*/) {
  const auto one = [&json](const auto& event) {
    const std::string_view kind = name_of(Event{event});
    json.key("Event." + std::string(kind));
    MemberSchemas::append_fields_schema(json, event, kind);
  };
  (one(std::variant_alternative_t<kinds, Event>{}), ...);
}

using EachKind = std::make_index_sequence<std::variant_size_v<Event>>;

template <std::size_t... kinds>
void append_refs(JsonWriter& json, std::index_sequence<kinds...> /*all*/) {
  const auto one = [&json](const Event& event) {
    json.begin_object();
    json.member("$ref", "#/components/schemas/Event." + std::string(name_of(event)));
    json.end_object();
  };
  (one(Event{std::variant_alternative_t<kinds, Event>{}}), ...);
}

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

void append_event_schemas(JsonWriter& json) {
  append_schemas(json, EachKind{});
  json.key("Event");
  json.begin_object();
  json.key("oneOf");
  json.begin_array();
  append_refs(json, EachKind{});
  json.end_array();
  json.end_object();
}

}  // namespace relevo
