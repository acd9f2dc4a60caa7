// Stands in until the interpreter lands; the change that brings it deletes this file.
#pragma warning disable
using System.Text.Json;
namespace Lendflow.Scripting;
public sealed class Script { public static Script? Parse(string s, out ScriptError? e){ e=null; return new(); } public ScriptResult Run(ScriptHost h, object? c, ScriptLimits l, DateTimeOffset n, ulong seed)=>throw new Exception(); }
public sealed class ScriptHost { public ScriptHost Function(string n, ScriptFunction f)=>this; public ScriptHost Value(string n, Func<object?,JsValue> f)=>this; public ScriptHost Resolve(GlobalResolver r)=>this; }
public delegate bool GlobalResolver(object? context, string name, out JsValue value);
public delegate JsValue ScriptFunction(ScriptCall call);
public readonly struct ScriptCall { public object? Context=>null; public int Count=>0; public JsValue this[int i]=>default; public string Text(int i)=>""; public JsonElement Json(int i)=>default; public double NextRandom()=>0; }
public abstract class HostObject { public abstract bool TryGet(string n, out JsValue v); public virtual bool TrySet(string n, JsValue v)=>false; public virtual IEnumerable<string> Names=>[]; }
public readonly struct JsValue { public static JsValue Undefined=>default; public static JsValue Null=>default; public static JsValue From(JsonElement e)=>default; public static JsValue From(HostObject e)=>default; public static implicit operator JsValue(double d)=>default; public static implicit operator JsValue(bool d)=>default; public static implicit operator JsValue(string? d)=>default; public bool IsNullish=>true; public bool IsObject=>false; public bool TryGetText(out string? t){t=null;return false;} public bool TryToJson(out JsonElement e, out string p){e=default;p="";return true;} public static JsValue FromFunction(string n, ScriptFunction f)=>default; }
public readonly record struct ScriptLimits { public static ScriptLimits Default=>default; }
public abstract record ScriptResult { public sealed record Value(JsValue Result):ScriptResult; public sealed record Failed(ScriptError Error):ScriptResult; }
public sealed record ScriptError(string Kind,string Message,int Line,int Column);
public sealed class ScriptException(string m):Exception(m);
