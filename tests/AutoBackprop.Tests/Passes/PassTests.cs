using System.Reflection;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>One pass at a time: what it makes of a few steps, as text; the method holds afterwards, and computes what it computed.</summary>
public partial class PassTests
{
    private static readonly Dictionary<string, Func<Method, Method>> Passes = new()
    {
        ["keep failures"] = KeepFailures.Run, ["normalise"] = Normalise.Run, ["simplify"] = Simplify.Run, ["products"] = Products.Run, ["sink"] = Sink.Run,
        ["induct"] = Induct.Run, ["lift"] = Lift.Run, ["settle"] = Settle.Run, ["share"] = ShareCommon.Run, ["remember reads"] = Remember.Reads,
        ["find winners"] = Winners.Run, ["forget origins"] = Winners.Forget, ["prune"] = RemoveDead.Run,
        ["replace scalars"] = ReplaceScalars.Run, ["remember"] = Remember.ReadsAndWrites, ["overwrite"] = Overwrite.Run, 
        ["lanes"] = Core.Lanes.Run, ["unroll"] = Unroll.Run, ["jam"] = Jam.Run, ["vectorise"] = Vectorise.Run, ["anchor"] = Anchor.Run, ["hoist"] = Hoist.Run, ["fold"] = Fold.Run,
        ["contract"] = Contract.Run,
    };

    private static readonly HashSet<string> Tried = [.. from method in typeof(PassTests).GetMethods()
                                                        from rows in method.GetCustomAttributes<InlineDataAttribute>()
                                                        from row in rows.GetData(method)
                                                        from pass in ((string)row[0]).Split(" > ")
                                                        select pass];

    [Fact]
    public void Every_pass_of_the_pipeline_is_tried()
    {
        var model = Compiled.From(["public static partial class C { [Differentiable] public static double F(double x) => x * x; }"]).Methods.Single().Lowered.Model!;
        var shown = new HashSet<string>();
        Compiler.Compile(model, after: (pass, _) => shown.Add(pass));
        // The first is the derivative; the others have tests of their own.
        Assert.Equal([], shown.Where(pass => pass is not ("derive" or "overwrite rows" or "drop resets" or "sum in place") && !Tried.Contains(pass)));
    }

    private static Method Left(string passes, string before)
    {
        var method = IrText.Read(before);
        Assert.Empty(Verify.Problems(method));
        var left = passes.Split(" > ").Aggregate(method, (m, pass) => Passes[pass](m));
        Assert.Empty(Verify.Problems(left));
        var isBeyond = left.Body.AllSteps().Any(s => s.Reads().Any(r => r.Type.Lanes > 1) || s is Execute or Throw);
        if (!isBeyond) Assert.Equal(Ran(method), Ran(left), new Near());
        return left;
    }

    // The interpreter knows no vectors, and nothing of code that is quoted.
    private static List<double> Ran(Method method)
    {
        var results = new List<double>();
        foreach (var size in (int[])[0, 3, 7])
        {
            var random = new Random(size);
            Lane Number() => new(random.NextDouble() - 0.5);
            Lane[] args = [.. method.Parameters.Select(p => p.Type.IsArray ? new Lane(new Window([.. Enumerable.Range(0, 64).Select(_ => Number())], 0, 64))
                : p.Type.Kind == Kind.Int ? new Lane(size) : Number())];
            results.AddRange(new Interpreter(new Dictionary<string, Method>(), null!).Run(method, args).Select(r => r.Real));
            results.AddRange(args.Select(a => a.Value).OfType<Window>().SelectMany(w => w.Items).Select(l => l.Real));
        }
        return results;
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-12 || double.IsNaN(x) && double.IsNaN(y);

        public int GetHashCode(double value) => 0;
    }
}
