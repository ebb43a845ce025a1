/**
 * The emoji people reach for, with names and search words, in the order the picker shows them. The platform draws them; this table
 * only knows how to find them. One line each: character, name, then after a bar further words.
 */
export interface Emoji {
  readonly char: string;
  readonly name: string;
  readonly words: readonly string[];
}

export const EMOJI_GROUPS = ['faces', 'hands', 'nature', 'food', 'doing', 'things', 'signs'] as const;
export type EmojiGroup = (typeof EMOJI_GROUPS)[number];

const SOURCE: Readonly<Record<EmojiGroup, string>> = {
  faces: `
😀 grinning face|happy smile
😃 big smile|happy joy
😄 smiling eyes|happy laugh
😁 beaming face|grin teeth
😆 laughing|haha squint
😅 relieved laugh|sweat phew
😂 tears of joy|laugh lol cry
🤣 rolling with laughter|rofl lol
🙂 slight smile|fine
🙃 upside down|irony silly
😉 wink|joke
😊 warm smile|blush happy
😇 halo|innocent angel
🥰 in love|hearts adore
😍 heart eyes|love
🤩 starstruck|wow stars
😘 blowing a kiss|love
😋 tasty|yum delicious
😜 winking tongue|silly
🤪 zany|crazy goofy
🤗 hug|embrace
🤭 oops|giggle hand
🤫 hush|quiet secret
🤔 thinking|hmm
🤨 raised eyebrow|doubt
😐 neutral face|meh
😑 expressionless|blank
😶 no mouth|silent
😏 smirk|sly
😒 unamused|meh
🙄 rolling eyes|annoyed
😬 grimace|awkward
😌 relieved|calm
😔 pensive|sad down
😪 sleepy|tired
😴 asleep|sleep zzz
😷 mask|ill sick
🤒 thermometer|ill fever
🤕 bandage|hurt
🤢 nausea|sick green
🥵 hot|heat
🥶 freezing|cold
🤯 mind blown|wow exploding
🥳 party face|celebrate birthday
😎 sunglasses|cool
🤓 glasses|nerd
🧐 monocle|inspect
😕 puzzled|confused
😟 worried|concern
🙁 slight frown|sad
😮 open mouth|wow surprise
😲 astonished|wow
😳 flushed|embarrassed
🥺 pleading|puppy eyes
😢 crying|sad tear
😭 sobbing|cry sad
😱 screaming|fear shock
😖 confounded|ugh
😣 persevering|struggle
😞 disappointed|sad
😩 weary|tired
😤 huffing|frustrated steam
😡 angry|mad rage
🤬 swearing|angry
😈 mischief|devil
💀 skull|dead
🤖 robot|bot machine
👻 ghost|boo
👽 alien|space
💩 pile of poo|poop`,
  hands: `
👍 thumbs up|yes like ok good agree +1
👎 thumbs down|no dislike -1
👌 ok hand|perfect
🤌 pinched fingers|italian
✌️ victory hand|peace
🤞 fingers crossed|luck hope
🤟 love-you hand|sign
🤘 horns|rock
👈 pointing left|there
👉 pointing right|there
👆 pointing up|above
👇 pointing down|below
👋 waving hand|hello bye wave hi
✋ raised hand|stop me
🖐️ open hand|five
🤝 handshake|deal agree
👏 clapping|applause bravo
🙌 raised hands|hooray praise
🫶 heart hands|love
🙏 folded hands|thanks hope pray
✍️ writing hand|write sign
💪 strong arm|muscle strength
👀 eyes|look see watching
🧠 brain|think
🫡 salute|yes sir
🤷 shrug|dunno whatever
🤦 facepalm|sigh
🙋 raising hand|me question
💁 information|tipping hand
🧑‍💻 at a computer|code developer
🧑‍🔧 mechanic|repair
🧑‍🍳 cook|chef kitchen
👥 people|group users
👶 baby|child`,
  nature: `
🌊 water wave|sea tide ocean wave
☀️ sun|weather bright
🌤️ sun and cloud|weather
☁️ cloud|weather
🌧️ rain|weather
⛈️ storm|thunder weather
🌩️ lightning cloud|storm
❄️ snowflake|cold winter
🌈 rainbow|colours
🌙 moon|night
⭐ star|favourite
🌟 glowing star|shine
✨ sparkles|shine new magic
🔥 fire|hot lit
💧 drop|water
🌍 globe|world earth
🌱 seedling|grow plant
🌳 tree|nature
🌲 evergreen|tree forest
🌵 cactus|desert
🍀 four-leaf clover|luck
🍁 maple leaf|autumn
🌸 blossom|flower spring
🌻 sunflower|flower
🌹 rose|flower love
🐶 dog|pet
🐱 cat|pet
🐭 mouse|animal
🐰 rabbit|animal
🦊 fox|animal
🐻 bear|animal
🐼 panda|animal
🦁 lion|animal
🐸 frog|animal
🐵 monkey|animal
🐔 chicken|bird
🐧 penguin|bird
🐦 bird|animal
🦆 duck|bird
🦉 owl|bird night
🐝 bee|insect
🐛 bug|insect caterpillar error
🦋 butterfly|insect
🐌 snail|slow
🐢 turtle|slow
🐟 fish|sea
🐳 whale|sea
🐙 octopus|sea
🦀 crab|sea`,
  food: `
☕ coffee|drink tea break
🍵 tea|drink
🍺 beer|drink cheers
🍻 cheers|beer drink
🍷 wine|drink
🥂 clinking glasses|toast celebrate
🍕 pizza|food
🍔 burger|food
🍟 chips|fries food
🌮 taco|food
🍜 noodles|soup ramen
🍣 sushi|fish
🥗 salad|green
🍞 bread|loaf
🧀 cheese|food
🥐 croissant|breakfast
🍎 apple|fruit
🍌 banana|fruit
🍓 strawberry|fruit
🍋 lemon|fruit
🥑 avocado|food
🌶️ chilli|hot spicy
🍫 chocolate|sweet
🍪 biscuit|cookie sweet
🎂 birthday cake|party
🍰 cake|sweet
🍿 popcorn|film
🍦 ice cream|sweet`,
  doing: `
🎉 party popper|celebrate hooray tada
🎊 confetti|celebrate
🎈 balloon|party
🎁 present|gift
🏆 trophy|win
🥇 gold medal|first win
⚽ football|sport
🏀 basketball|sport
🎾 tennis|sport
🏊 swimming|sport water
🚴 cycling|bike
🏃 running|sport hurry
🧘 meditation|calm yoga
🎮 game|play
🎲 die|game dice
🧩 puzzle piece|game
🎨 palette|art paint
🎵 note|music
🎧 headphones|music listen
🎬 clapper|film
📚 books|read
🚗 car|drive
🚌 bus|travel
🚲 bicycle|bike
🚂 train|travel
✈️ aeroplane|travel flight
🚀 rocket|launch ship
⛵ sailing boat|sea boat
🏠 house|home
🏡 house with garden|home
🏢 office|work
🏖️ beach|holiday
🏔️ mountain|snow
⛺ tent|camp`,
  things: `
💡 light bulb|idea
🔧 spanner|fix repair tool wrench
🔨 hammer|build tool
🛠️ tools|fix build
⚙️ gear|settings
🔒 lock|closed private
🔑 key|open
📎 paper clip|attach
📌 pin|place
✏️ pencil|write edit
📝 note paper|write memo
📅 calendar|date
📈 rising chart|growth
📉 falling chart|loss
📊 bar chart|numbers
📦 parcel|box package
📣 megaphone|announce
🔔 bell|remind
🔍 magnifier|search find
🔋 battery|power
💻 laptop|computer
📱 phone|mobile
🖨️ printer|paper
📷 camera|photo
⏰ alarm clock|time
⏳ hourglass|wait time
🧪 test tube|try experiment
🧹 broom|clean tidy
🛒 trolley|shop buy
💰 money bag|cash
💌 love letter|mail
🗑️ bin|delete rubbish trash`,
  signs: `
❤️ red heart|love
🧡 orange heart|love
💛 yellow heart|love
💚 green heart|love
💙 blue heart|love
💜 purple heart|love
🖤 black heart|love
🤍 white heart|love
💔 broken heart|sad
💯 hundred|perfect agree
✅ tick|done yes check
☑️ ticked box|done
❌ cross|no wrong
❓ question|what
❗ exclamation|important
⚠️ warning|careful
🚫 forbidden|no stop
🛑 stop sign|halt
➕ plus|add
➖ minus|less
➡️ arrow right|next
⬅️ arrow left|back
⬆️ arrow up|above
⬇️ arrow down|below
🔁 repeat|again
🆗 OK sign|fine
🆕 new|sign
🔴 red circle|dot
🟡 yellow circle|dot
🟢 green circle|dot go
💬 speech balloon|talk
💤 zzz|sleep
👑 crown|king queen
💎 gem|diamond`,
};

function parse(source: string): readonly Emoji[] {
  return source
    .trim()
    .split('\n')
    .map((line) => {
      const [shown = '', words = ''] = line.split('|');
      const gap = shown.indexOf(' ');
      return { char: shown.slice(0, gap), name: shown.slice(gap + 1), words: words.split(' ').filter(Boolean) };
    });
}

export const EMOJI: Readonly<Record<EmojiGroup, readonly Emoji[]>> = {
  faces: parse(SOURCE.faces),
  hands: parse(SOURCE.hands),
  nature: parse(SOURCE.nature),
  food: parse(SOURCE.food),
  doing: parse(SOURCE.doing),
  things: parse(SOURCE.things),
  signs: parse(SOURCE.signs),
};

export const ALL_EMOJI: readonly Emoji[] = EMOJI_GROUPS.flatMap((group) => EMOJI[group]);
