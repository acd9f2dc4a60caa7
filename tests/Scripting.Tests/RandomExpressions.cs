using System.Globalization;

namespace Lendflow.Scripting.Tests;

/// <summary>Random expressions without effects, the same for the same seed.</summary>
internal sealed class RandomExpressions(int seed)
{
    private static readonly string[] Numbers =
        ["0", "1", "-1", "2", "3", "7", "10", "0.1", "0.5", "1.005", "-2.5", "100000", "1e21", "1e-7", "NaN", "Infinity", "-0", "2147483648", "123456.789"];

    private static readonly string[] Texts =
        ["''", "'a'", "'abc'", "'B'", "'10'", "' 7 '", "'0x1f'", "'1e3'", "'a,b,c'", "'foo bar baz'", "'中文'", "'😀x'", "'null'", "'-5'", "'Aa1_ '", "'2024-02-29'"];

    private static readonly string[] Others = ["null", "undefined", "true", "false", "[]", "({})", "[1,2]", "({a:1,b:'x'})", "new Date(86400000)"];

    private static readonly string[] Patterns =
        ["/a/", "/[a-c]+/g", "/(\\d)(\\d?)/", "/\\w+/g", "/(?<n>[a-z])\\s*/gi", "/^.|.$/g", "/(?:)/g", "/b|(c)/g", "/(?=a)/", "/\\s|,/", "/(.)\\1?/g"];

    private readonly Random _random = new(seed);

    internal string Next() => Any(4);

    private string One(params string[] choices) => choices[_random.Next(choices.Length)];

    private string Any(int depth)
    {
        if (depth == 0)
            return _random.Next(3) switch { 0 => One(Numbers), 1 => One(Texts), _ => One(Others) };
        return _random.Next(8) switch
        {
            0 or 1 => Number(depth),
            2 or 3 => Text(depth),
            4 => Truth(depth),
            5 or 6 => List(depth),
            _ => Object(depth),
        };
    }

    private string Number(int depth)
    {
        if (depth == 0)
            return One(Numbers);
        var d = depth - 1;
        return _random.Next(14) switch
        {
            0 or 1 => $"({Any(d)} {One("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>")} {Any(d)})",
            2 => $"({Number(d)} {One("+", "-", "*", "/", "%")} {Number(d)})",
            3 => $"{One("+", "-", "~")}({Any(d)})",
            4 => $"Math.{One("round", "floor", "ceil", "trunc", "abs", "sign", "sqrt", "fround")}({Any(d)})",
            5 => $"Math.{One("max", "min")}({Any(d)}, {Number(d)})",
            6 => $"{One("parseInt", "parseFloat", "Number")}({Any(d)})",
            7 => $"parseInt({Text(d)}, {_random.Next(0, 38)})",
            8 => $"{Text(d)}.{One("length", "indexOf('a')", "charCodeAt(0)", "codePointAt(1)", "lastIndexOf('b')", "search(/[b-z]/)")}",
            9 => $"{List(d)}.{One("length", "indexOf(1)", "push(3)", "findIndex(x => x)", "findLastIndex(x => !x)")}",
            10 => $"{List(d)}.reduce((a, x) => a + {One("x", "1", "+x", "String(x).length")}, {Number(0)})",
            11 => $"({Truth(d)} ? {Number(d)} : {Number(d)})",
            12 => $"(x => x {One("+", "*", "-", "%")} {Number(d)})({Any(d)})",
            _ => $"new Date(1 * {Number(d)}).{One("getTime", "getDay", "getMonth", "getFullYear", "getDate", "getHours")}()",
        };
    }

    private string Text(int depth)
    {
        if (depth == 0)
            return One(Texts);
        var d = depth - 1;
        return _random.Next(16) switch
        {
            0 => $"({Text(d)} + {Any(d)})",
            1 => $"String({Any(d)})",
            2 => $"`{Word()}${{{Any(d)}}}{Word()}`",
            3 => $"{Text(d)}.{One("slice", "substring", "substr")}({Number(0)}, {Number(0)})",
            4 => $"{Text(d)}.{One("toUpperCase()", "trim()", "charAt(1)", "concat('z', 1)", "repeat(2)", "trimEnd()", "toLowerCase()", "at(-1)")}",
            5 => $"{Text(d)}.{One("padStart", "padEnd")}({_random.Next(12)}, {Text(0)})",
            6 => $"{Text(d)}.replace({One(Patterns)}, {One("'[$&]'", "'$1-$2'", "\"$`|$'\"", "m => m + m", "(m, a) => typeof a", "''")})",
            7 => $"{Text(d)}.replaceAll({Text(0)}, {Text(0)})",
            8 => $"{List(d)}.join({Text(0)})",
            9 => One($"({Number(d)}).toFixed({_random.Next(6)})", $"(Math.round(1 * {Number(d)}) % 1e9).toString({_random.Next(2, 37)})"),
            10 => $"({Number(d)}).{One("toPrecision(3)", "toExponential(2)", "toString()", "valueOf().toString()")}",
            11 => $"typeof {Any(d)}",
            12 => $"JSON.stringify({Any(d)}{One("", ", null, 2", ", (k, v) => typeof v === 'number' ? v + 1 : v", ", ['a']")})",
            13 => $"encodeURIComponent({Text(d)})",
            14 => $"({Truth(d)} ? {Text(d)} : {Any(d)})",
            _ => $"Object.prototype.toString.call({Any(d)})",
        };
    }

    private string Word() => One("", "a", " ", "x=", "-");

    private string Truth(int depth)
    {
        if (depth == 0)
            return One("true", "false", "0", "1", "''");
        var d = depth - 1;
        return _random.Next(9) switch
        {
            0 or 1 => $"({Any(d)} {One("==", "!=", "===", "!==")} {Any(d)})",
            2 or 3 => $"({Any(d)} {One("<", ">", "<=", ">=")} {Any(d)})",
            4 => $"!({Any(d)})",
            5 => $"{One(Patterns)}.test({Text(d)})",
            6 => $"{Text(d)}.{One("includes", "startsWith", "endsWith")}({Text(0)})",
            7 => $"{List(d)}.{One("includes(1)", "some(x => x > 1)", "every(x => x)", "some(x => x == null)")}",
            _ => $"{One("Number.isInteger", "isNaN", "Array.isArray", "isFinite", "Object.isFrozen")}({Any(d)})",
        };
    }

    private string List(int depth)
    {
        if (depth == 0)
            return One("[]", "[1,2,3]", "['b','a']", "[3,1,2]", "[1,,2]", "[[1],[2,[3]]]", "[null,undefined,'x',0]", "[{a:1},{a:2}]");
        var d = depth - 1;
        return _random.Next(13) switch
        {
            0 => $"[{Any(d)}, {Any(d)}]",
            1 => $"[...{List(d)}, {Any(d)}]",
            2 => $"{List(d)}.map({One("x => x + 1", "(x, i) => i", "x => [x]", "String", "x => x?.a", "x => typeof x", "parseInt")})",
            3 => $"{List(d)}.filter({One("x => x", "x => x > 1", "(x, i) => i % 2", "Boolean", "x => typeof x === 'number'")})",
            4 => $"{List(d)}.{One("slice(1)", "slice(-2)", "concat([9], 8)", "reverse()", "flat()", "flat(2)", "flatMap(x => [x, x])", "toReversed()", "fill(7, 1)", "splice(0, 1)")}",
            5 => $"{List(d)}.{One("sort()", "toSorted()", "map(x => +x || 0).sort((a, b) => a - b)", "sort(() => 0)")}",
            6 => $"{Text(d)}.split({One("''", "','", "' '", "/\\s/", "/(b)/", "'a', 2")})",
            7 => $"[...{Text(d)}]",
            8 => $"Object.{One("keys", "values", "entries")}({Object(d)})",
            9 => $"[...new Set({List(d)})]",
            10 => $"[...{Text(d)}.matchAll({One("/[a-z]/g", "/(.)(.)/g", "/\\d*/g")})].map(m => [...m, m.index])",
            11 => $"Array.from({{length: {_random.Next(5).ToString(CultureInfo.InvariantCulture)}}}, (_, i) => {One("i * i", "i + 'x'", "[i]")})",
            _ => $"(([a, b = {Any(d)}, ...c]) => [c, b, a])({List(d)})",
        };
    }

    private string Object(int depth)
    {
        if (depth == 0)
            return One("({})", "({a:1})", "({b:2,a:'x'})", "({2:'two',1:'one',z:0})", "({a:{b:[1]}})");
        var d = depth - 1;
        return _random.Next(7) switch
        {
            0 => $"({{a: {Any(d)}, b: {Any(d)}, [{Text(d)}]: 1}})",
            1 => $"({{...{Object(d)}, c: {Any(d)}}})",
            2 => $"Object.assign({{}}, {Object(d)}, {Object(d)})",
            3 => $"Object.fromEntries({List(d)}.map((x, i) => ['k' + i, x]))",
            4 => $"JSON.parse(JSON.stringify({Object(d)}))",
            5 => $"(({{a, ...r}}) => ({{r, a}}))({Object(d)})",
            _ => $"({Object(d)}?.a ?? {Any(d)})",
        };
    }
}
