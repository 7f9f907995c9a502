// What: what every kernel family owes, asked of each: rules, fields, footprints, places.
// The interface: families/family.h, families/any_model.h. A new family needs no line here.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "families/families.h"
#include "families/field_sentences.h"
#include "traces/world_text.h"

namespace vmwire::families {
namespace {

TEST(Families, FixedIsTheUsualAnswerAndARuleChangesItAlone) {
  for (const Family* f : all()) {
    for (const Version& version : f->versions) {
      AnyPersonality fixed = version.personality;
      ASSERT_EQ(f->rules.apply({.fixed = true}, fixed), "");
      for (const auto& rule : f->rules.rules()) {
        const auto& fields = f->personality().fields();
        const auto field = std::find_if(fields.begin(), fields.end(),
                                        [&](const auto& x) { return x.place == rule.place; });
        ASSERT_NE(field, fields.end()) << rule.id;
        EXPECT_EQ(fixed[rule.place], field->usual) << rule.id;
        AnyPersonality with = version.personality;
        ASSERT_EQ(f->rules.apply({.fixed = true, .with = {rule.id}}, with), "");
        EXPECT_EQ(f->rules.on(with), std::vector<std::string>{rule.id});
      }
    }
  }
}

TEST(Families, LawsNeedOperationsThatThereAre) {
  for (const Family* f : all()) {
    for (const LawInfo& law : f->laws) {
      for (const char* need : law.needs) EXPECT_NE(f->find_op(need), nullptr) << law.id << need;
    }
  }
}

TEST(Families, EveryFieldHasASentence) {
  for (const Family* f : all()) {
    for (const auto& named : f->sizes.named) {
      const Fields fields = f->fields(named.size);
      const auto sentences = field_sentences(f->nouns, fields);
      ASSERT_EQ(sentences.size(), fields.size());
      for (std::size_t i = 0; i < fields.size(); ++i) {
        EXPECT_NE(sentences[i], "") << f->name << ' ' << fields[i].name();
      }
    }
  }
}

TEST(Families, ASentenceIsTheCommentBesideTheBits) {
  const std::string headers =
      "struct Lamp {\n"
      "  std::uint8_t lit : 1;  ///< ghost: it shines\n"
      "  Colour hue_bits : 2;   ///< its colour, as\n"
      "                         ///< it was bought\n"
      "  std::uint8_t bare : 1;\n"
      "\n"
      "  bool dark() const;  ///< no bits\n"
      "};\n"
      "struct World {\n  Lamp lantern[kMax][kMore];  ///< a comment\n};\n";
  const auto field = [](const char* noun, const char* member) {
    return family::Field{noun, {}, member, {}};
  };
  const std::vector<std::string> expected = {"it shines", "its colour, as it was bought", "", "",
                                             ""};
  EXPECT_EQ(field_sentences(headers, {field("lantern", "lit"), field("lantern", "hue7"),
                                      field("lantern", "bare"), field("lantern", "dark"),
                                      field("lamp", "lit")}),
            expected);
}

TEST(Families, ArgumentsHaveAName) {
  for (const Family* f : all()) {
    for (const OpInfo& op : f->ops) {
      EXPECT_EQ(op.arguments.empty(), std::string(op.argument).empty()) << op.name;
    }
  }
}

/// What tests/cli/messages_test.cc cannot see: that the rows are whole.
TEST(Families, MessagesAreAboutKnownThings) {
  for (const Family* f : all()) {
    EXPECT_FALSE(f->messages.empty()) << f->name;
    std::set<std::string> texts;
    for (const Message& m : f->messages) {
      EXPECT_TRUE(texts.insert(m.text).second) << m.text;
      const std::string law = m.law, kind = m.kind;
      EXPECT_TRUE(law.empty() || law == "deadlock" || law == "stuck" || f->find_law(law) != nullptr)
          << law;
      EXPECT_TRUE(kind == "panic" || kind == "assertion" || kind == "line" || kind == "symptom");
      EXPECT_FALSE(m.functions.empty()) << m.text;
      EXPECT_NE(std::string(m.versions), "") << m.text;
      EXPECT_TRUE(std::string(m.sentence).ends_with('.')) << m.text;
    }
  }
}

/// An action with the place that it is told apart by.
struct Offered {
  Action action;
  std::uint32_t site;
};

std::vector<Offered> offered(AnyModel& model, const AnyWorld& w) {
  struct Collect final : Emit {
    std::vector<Offered> all;
    void operator()(const Action& action, std::uint32_t site, const std::byte*) override {
      all.push_back({action, site});
    }
  } collect;
  std::vector<std::byte> packed(model.pack_size());
  model.pack(w, packed.data());
  model.successors(packed.data(), collect);
  return collect.all;
}

/// Calls visit(model, before, offered, after) for all that is on offer along some random walks: of
/// the first version as it was, and fixed.
template <class Visit>
void each_step(const Family& f, Visit&& visit) {
  for (const bool fixed : {false, true}) {
    AnyConfig config{f.versions.front().personality, f.sizes.find_size("small")->size};
    ASSERT_EQ(f.rules.apply({.fixed = fixed}, config.personality), "");
    const auto model = f.open(config);
    std::mt19937_64 random(1);
    for (unsigned walk = 0; walk < 20; ++walk) {
      AnyWorld w = model->initial().front();
      for (unsigned step = 0; step < 60 && !model->terminal(w); ++step) {
        const auto steps = offered(*model, w);
        if (steps.empty()) break;
        AnyWorld chosen;
        const std::size_t which = random() % steps.size();
        for (std::size_t i = 0; i < steps.size(); ++i) {
          AnyWorld after;
          Taken taken;
          ASSERT_TRUE(model->take(w, steps[i].action, after, taken));
          visit(*model, w, steps[i], after);
          if (i == which) chosen = after;
        }
        w = chosen;
      }
    }
  }
}

TEST(Families, WorldsComeBackFromTheirText) {
  for (const Family* f : all()) {
    each_step(*f, [](AnyModel& model, const AnyWorld&, const Offered&, const AnyWorld& w) {
      AnyWorld back(w.size());
      EXPECT_EQ(traces::world_of(traces::text_of(w, model.fields()), model.fields(), back), "");
      ASSERT_EQ(back, w);
    });
  }
}

/// What a step changes is in its footprint. The event, which each step clears, is any step's.
TEST(Families, StepsWriteWhatTheySay) {
  for (const Family* f : all()) {
    std::size_t changes = 0;
    each_step(*f, [&](AnyModel& model, const AnyWorld& before, const Offered& step,
                      const AnyWorld& after) {
      const Fields& fields = model.fields();
      std::vector<unsigned char> reads(fields.size()), writes(fields.size());
      model.footprint(step.action, step.site, reads.data(), writes.data());
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].get(before) == fields[i].get(after)) continue;
        ++changes;
        ASSERT_EQ(writes[i], 1) << f->name << ' ' << fields[i].name() << ", "
                                << model.action_text(before, step.action);
      }
    });
    EXPECT_GT(changes, 1000u) << f->name;
  }
}

TEST(Families, ThreadsGoOnAtPlacesThatAreListed) {
  for (const Family* f : all()) {
    std::size_t going_on = 0;
    each_step(*f, [&](AnyModel& model, const AnyWorld&, const Offered& step, const AnyWorld&) {
      if (step.action.begins != 0 || step.action.actor >= model.threads()) return;
      ++going_on;
      const auto places = model.places(step.action.op);
      EXPECT_TRUE(std::any_of(places.begin(), places.end(),
                              [&](const auto& p) { return p.code == (step.site & 255u); }))
          << f->name << ", site " << step.site;
    });
    EXPECT_GT(going_on, 100u) << f->name;
  }
}

}  // namespace
}  // namespace vmwire::families
