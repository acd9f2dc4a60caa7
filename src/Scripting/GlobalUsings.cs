global using System.Diagnostics.CodeAnalysis;
global using System.Runtime.CompilerServices;
global using Lendflow.Scripting.BuiltIns;
global using Lendflow.Scripting.Objects;
global using Lendflow.Scripting.Running;
global using Lendflow.Scripting.Values;
