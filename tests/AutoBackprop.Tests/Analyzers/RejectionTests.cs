using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>C# that has no gradient, one row per construct, marked at the smallest piece at fault. Each row also stands
/// without the attribute, where nobody minds.</summary>
public sealed class RejectionTests
{
    /// <summary>Bodies of <c>double F(double x, int n)</c>.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        // statements
        { "try with catch", "try { x = x * x; } {|AB0002:catch (Exception) { }|} return x;" },
        { "goto", "begin: if (n-- > 0) { x = x * x; {|AB0002:goto begin;|} } return x;" },
        { "fixed", "unsafe { {|AB0002:fixed (char* p = \"a\") { }|} } return x;" },
        { "rethrow", "try { } {|AB0002:catch { throw; }|} return x;" },
        { "ref reassignment", "ref var y = ref x; {|AB0002:y = ref x|}; return y;" },
        { "await foreach", "async Task Local() { await foreach (var i in Asynchronous()) ; } {|AB0002:Local()|}; return x;" },

        // functions
        { "async local function", "async Task<double> G(double y) { await Task.Yield(); return y; } return {|AB0002:G(x)|}.Result;" },
        { "a method of the framework", "return {|AB0003:Math.BitIncrement(x)|};" },
        { "a method without source", "return {|AB0003:BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x))|};" },
        { "a reference that a method hands to itself", "{|AB0002:Again(ref x, n)|}; return x;" },
        { "out argument with a reference", "new Dictionary<int, string>().TryGetValue(1, {|AB0002:out var y|}); return x;" },
        { "an active value by reference", "{|AB0003:System.Threading.Interlocked.Exchange(ref x, 2)|}; return x;" },
        { "a decision that becomes a number", "return x * {|AB0003:x.CompareTo(1)|};" },
        { "a text that becomes a number", "return x + {|AB0003:double.Parse($\"{x}\")|};" },
        { "a delegate that returns a number", "return {|AB0003:Twice(x)|} + x; } static readonly Func<double, double> Twice = null!; static double G(double x) { return x;" },
        { "string format", "var t = {|AB0003:x.ToString()|}; return x * t.Length;" },


        // expressions
        { "range of a string", "return x * {|AB0002:\"abc\"[1..]|}.Length;" },
        { "dynamic", "dynamic d = n; {|AB0002:d.M()|}; return x;" },
        { "dynamic argument", "dynamic d = n; return {|AB0002:Math.Sin(d)|} * x;" },
        { "event", "{|AB0002:Changed += Handler|}; return x;" },
        { "decimal", "return (double)({|AB0002:(decimal)x|} * 2m);" },
        { "Half", "return (double){|AB0002:(Half)x|};" },
        { "function of a complex number without a row", "Complex z = x; return {|AB0003:Complex.Asin(z)|}.Real;" },
        { "function of a vector without a row", "var v = new Vector3((float)x); return {|AB0003:Vector3.AndNot(v, v)|}.X;" },
        { "bits of vectors", "var v = new Vector3((float)x); return ({|AB0002:v & Vector3.One|}).X;" },
        { "vector of the machine's length", "var v = {|AB0002:new Vector<double>(x)|}; return v[0];" },
        { "boxing", "object o = {|AB0002:x|}; return (double)o;" },
        { "generic conversion", "return (double){|AB0002:(object)x|};" },
        { "user-defined truth", "return {|AB0002:new Box() && new Box()|} ? x : -x;" },
        { "address of", "unsafe { double* p = {|AB0002:&x|}; return {|AB0002:*p|}; }" },
        { "dereference", "unsafe { double* p = {|AB0002:null|}; return {|AB0002:*p|} * x; }" },
        { "pointer element", "unsafe { double* p = {|AB0002:null|}; return {|AB0002:p[0]|} * x; }" },
        { "function pointer", "unsafe { delegate*<double, double> f = {|AB0002:&Math.Sin|}; return x; }" },
        { "pointer cast", "unsafe { return x * (long){|AB0002:(void*)null|}; }" },
        { "list pattern", "return \"ab\" is {|AB0002:['a', ..]|} ? x : -x;" },
        { "string interpolation of the result", "var t = {|AB0002:$\"{x}\"|}; return x * t.Length;" },
        { "comparison by method", "return x * {|AB0003:x.CompareTo(1)|};" },
        { "a label that is jumped to", "again: x *= 2; if (x < 1) {|AB0002:goto again;|} return x;" },
        { "an object that becomes a number again", "object o = {|AB0002:x|}; return o is double d ? d : 0;" },
    };

    /// <summary>What no active value enters is C# like any other: it runs once, for its value or its effect.</summary>
    public static TheoryData<string, string> Allowed => new()
    {
        { "generic method", "return x * Make<Box>().Count;" },
        { "instance method", "return x * new Box().Twice(n);" },
        { "static property", "Setting = n; return x * Setting;" },
        { "static field", "Level = n; return x * Level;" },
        { "decimal", "decimal d = 1; d++; return x * (double)d;" },
        { "nullable", "int? m = n; return x * (m ?? 1);" },
        { "nint", "nint p = n; return x * (int)(p >>> 1);" },
        { "dynamic", "dynamic d = n; return x * (double)(d + 1);" },
        { "framework", "Console.WriteLine(n); ArgumentOutOfRangeException.ThrowIfNegative(n); return x * Environment.ProcessorCount;" },
        { "string", "var t = $\"{n:x}\"; return x * t.Length;" },
        { "ref argument of a method in source", "Change(ref x); return x;" },
        { "out argument of a method in source", "Split(x, out var a); return a;" },
        { "out discard", "int.TryParse(\"1\", out _); return x;" },
        { "interpolated message", "if (n < 0) throw new ArgumentException($\"{x} and {n}\"); return x;" },
        { "user-defined operator", "var p = new Point(1, n) + new Point(2, 3); return x * p.X;" },
        { "property", "return x * new Box(n).Value * Setting;" },
        { "assigned array", "double[] a = [x, 1], b = [2, x]; for (var i = 0; i < n; i++) (a, b) = (b, a); var c = n > 2 ? a : b; return c[0] * a[1];" },
        { "struct of active values", "var p = new Point(1, 2) with { X = x }; p.Y += x; p = p + new Point(x, x); var (a, b) = p; return a * p.Y + b; " },
        { "is with a type", "object o = n; return o is int i ? x * i : x;" },
        { "out argument", "double.TryParse(\"1\", out var y); return x * y;" },
        { "reference to a variable", "System.Threading.Interlocked.Increment(ref n); return x * n;" },
        { "decision by a method", "return x.CompareTo(1) > 0 || x.Equals(2.0) ? x : -x;" },
        { "guards of the framework", "ArgumentOutOfRangeException.ThrowIfNegative(x); ArgumentNullException.ThrowIfNull(Numbers); return x;" },
        { "message", "Console.WriteLine($\"x = {x}\"); System.Diagnostics.Debug.Assert(x > 0, $\"x = {x}\"); return x;" },
        { "ref readonly", "return Read(in x);" },
        { "end of a string", "return x * \"abc\"[^1];" },
        { "sequence", "return x * new[] { 1.0, 2.0 }.Sum();" },
        { "params array", "return Total(x, x);" },
        { "elements", "var a = new double[] { x, 1 }; a[0] *= x; double[] b = [x, n]; Span<double> s = stackalloc double[2]; s[0] = x; return a[0] + b[0] + s[0];" },
        { "foreach over an array", "var s = x; foreach (var i in Numbers) s += i * x; return s;" },
        { "stopped", "return x * Math.BitIncrement(Gradients.Stop(x));" },
        { "stopped cast", "return x * (int)Gradients.Stop(x);" },
        { "pattern", "return n is > 1 and not 5 or -1 ? x : -x;" },
        { "is null", "string? t = n > 0 ? \"a\" : null; return t is null ? x : -x;" },
        { "checked", "checked { n++; } return unchecked(n * 7) * x;" },
        { "typeof and nameof", "return x * nameof(n).Length * typeof(int).Name.Length;" },
        { "local function without active values", "static int G(int a) => a + 1; return x * G(n);" },
        { "empty statements", "; ; { } return x;" },
        { "discard", "_ = n; return x;" },
        { "foreach over a string", "var s = x; foreach (var c in \"ab\") s += c; return s;" },
        { "foreach with deconstruction", "var s = x; foreach (var (k, v) in new Dictionary<int, int>()) s += v; return s;" },
        { "try", "try { return x; } finally { }" },
        { "using statement", "using (new System.IO.StringWriter()) { } return x;" },
        { "using declaration", "using var w = new System.IO.StringWriter(); return x;" },
        { "lock", "lock (Gate) { } return x;" },
        { "goto case", "switch (n) { case 0: goto case 1; case 1: return x; default: return x * x; }" },
        { "goto default", "switch (n) { case 0: goto default; default: return x * x; }" },
        { "lambda that is not called", "Func<double, double> f = y => y * y; return x;" },
        { "lambda that captures", "var f = () => x; return x;" },
        { "anonymous method", "Func<double, double> f = delegate (double y) { return y; }; return x;" },
        { "method group", "Func<double, double> f = Math.Sin; return x;" },
        { "delegate parameter", "return Apply(x);" },
        { "generic method of numbers", "return Same(x);" },
        { "generic math", "return Sum<double>(x, x);" },
        { "array made in a branch", "var a = new double[2]; if (n > 0) a = new double[3]; a[0] = x; return a[0];" },
        { "query", "var q = from i in Numbers where i > 1 select i * i; return x;" },
        { "sequence of numbers", "return new[] { x, 2.0 }.Sum();" },
        { "anonymous object", "var p = new { X = x }; return p.X;" },
        { "throw in the middle of a lambda", "Action a = () => throw new Exception(); return x;" },
        { "a list that keeps it", "var l = new List<double>(); l.Add(x); return l[0] + x;" },
        { "array made in a loop", "var a = new double[2]; for (var i = 0; i < n; i++) a = new double[3]; a[0] = x; return a[0];" },
        { "assignment to an instance property", "var b = new Settable(); b.X = x; return x;" },
        { "collection initialiser", "var l = new List<double> { x }; return x;" },
        { "constructor of an active value", "return new Box(x).Value;" },
        { "field of an active object", "return x * new Box(x).Count;" },
        { "indexer", "return new Box()[x];" },
        { "inline array", "var b = new Four(); b[0] = 1; return x;" },
        { "instance method of numbers", "return new Box().Twice(x);" },
        { "local function that captures", "double G(double y) => x * y; return G(x);" },
        { "object initialiser", "var b = new Settable { X = x }; return b.X;" },
        { "property pattern", "return \"ab\" is { Length: 2 } ? x : -x;" },
        { "target-typed new with initialiser", "Settable b = new() { X = 1 }; return x;" },
        { "user-defined conversion", "Box b = x; return x;" },
        { "user-defined operator of numbers", "return (new Box() + x).Value;" },
        { "virtual property", "return x * new Box(x).Value;" },
        { "delegate invoked conditionally", "Raised?.Invoke(); return x;" },
        { "conditional access", "string? t = null; return x * (t?.Length ?? 1);" },
        { "nullable number", "double? y = x; return y.Value;" },
        { "nullable arithmetic", "double? y = 1; return (y + x) ?? 0;" },
        { "nested switch", "switch (n) { case 0: switch (n) { case 1: return x; } break; case 2: case 3: return -x; } return 2 * x;" },
    };

    [Theory, MemberData(nameof(Allowed))]
    public Task What_no_active_value_enters_is_allowed(string construct, string body) => Analyze(construct, "[Differentiable]", body);

    [Theory, MemberData(nameof(Bodies))]
    public Task A_construct_without_a_gradient_is_marked(string construct, string body) => Analyze(construct, "[Differentiable]", body);

    [Theory, MemberData(nameof(Bodies))]
    public Task Without_the_attribute_nobody_minds(string construct, string body) => Analyze(construct, "", Markup.Parse(body).Code);

    private static Task Analyze(string construct, string attribute, string body)
    {
        Assert.NotEmpty(construct);
        return Compile.Analyze<LoweringAnalyzer>($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Numerics;
            using System.Threading.Tasks;
            using AutoBackprop;
            using static Surroundings;

            static partial class Model
            {
                {{attribute}}
                public static double F(double x, int n)
                {
                    {{body}}
                }
            }
            """, Surroundings);
    }

    internal const string Surroundings = """
        static class Surroundings
        {
            public static readonly object Gate = new();
            public static int[] Numbers => [1, 2, 3];
            public static double Setting { get; set; }
            public static double Level;
            public static event System.Action? Changed;
            public static System.Action? Raised;
            public static void Handler() => Changed?.Invoke();
            public static T Same<T>(T value) => value;
            public static T Sum<T>(T a, T b) where T : System.Numerics.INumber<T> => a + b;
            public static T Make<T>() where T : new() => new T();
            public static double Apply(double x) { System.Func<double, double> f = y => y * x; return f(x); }
            public static void Change(ref double x) => x = 2 * x;
            public static void Split(double x, out double a) => a = x;
            public static void Swap(ref double x, ref double y) => (x, y) = (y, x);
            public static void Fill(ref double x, double[] a) => a[0] = x;
            public static void Again(ref double x, int n) { if (n > 0) { x *= 2; Again(ref x, n - 1); } }
            public static double Read(ref readonly double x) => x;
            public static double Total(params double[] values) => values[0];
            public static async System.Collections.Generic.IAsyncEnumerable<int> Asynchronous() { await System.Threading.Tasks.Task.Yield(); yield return 1; }
        }

        [System.Runtime.CompilerServices.InlineArray(4)] struct Four { int _first; }

        class Box
        {
            public Box() { }
            public Box(double value) => Value = value;
            public double Value { get; }
            public int Count;
            public double this[double x] => x;
            public double Twice(double x) => 2 * x;
            public static implicit operator Box(double value) => new(value);
            public static Box operator +(Box a, double b) => new(a.Value + b);
            public static Box operator &(Box a, Box b) => a;
            public static Box operator |(Box a, Box b) => a;
            public static bool operator true(Box a) => true;
            public static bool operator false(Box a) => false;
        }

        record struct Point(double X, double Y)
        {
            public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
        }

        class Settable { public double X { get; set; } }
        """;
}
