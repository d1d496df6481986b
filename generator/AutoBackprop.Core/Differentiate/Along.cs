namespace AutoBackprop.Core;

/// <summary>A gradient in a direction: its value, and how it changes.</summary>
public static class Along
{
    /// <summary>Parameters: those of the gradient (the method's own, then memory for the gradients of arrays), one direction per active
    /// parameter of the method, memory for the tangents of the gradients of arrays. Results: those of the gradient, then the tangents of
    /// the gradients.</summary>
    public static Method Gradient(Method gradient)
    {
        var method = Forward.Run(gradient);
        var scalars = gradient.Parameters.Where((p, i) => gradient.IsActive[i] && !p.Type.IsArray).Count();
        Var Tangent(Var of) => method.Destinations.First(d => d.Of.Equals(of)).Gradient;
        // Gradients begin at zero, and so do their tangents; those are as long as the parameter, too.
        method = method with
        {
            Zeroed = gradient.Zeroed.Concat(gradient.Zeroed.Select(Tangent)).ToArray(),
            Results = gradient.Results.Concat(method.Results.Skip(method.Results.Count - scalars)).ToArray(),
            Destinations = method.Destinations.Map(d => d with { Of = gradient.OfGradient(d.Of) ?? d.Of }),
        };
        return Unwritten(method, gradient);
    }

    /// <summary>What the method writes of its own parameters has a tangent that is written; the caller's direction stays.</summary>
    private static Method Unwritten(Method method, Method gradient)
    {
        var arrays = new Arrays(gradient);
        var fresh = new Fresh(method.NextId);
        var steps = new List<Stmt>();
        var parameters = method.Parameters.Map(p =>
        {
            if (p.Role != Role.Tangent || !p.Type.IsArray || method.OfGradient(p) is not { } of || method.Zeroed.Contains(p)
                || !arrays.IsWritten(of)) return p;
            var given = fresh.Version(p);
            if (p.Type is { Rank: 1, Element: { IsArray: false } element })
            {
                var (index, value) = (fresh.Hidden(IrType.Int), fresh.Hidden(element));
                steps.Add(new Allocate(p, Ops.Length(given), IsFilled: true));
                steps.Add(new For(index, Const.Int(0), Ops.Length(given), 1, default, new Block(new Stmt[]
                {
                    new Let(value, new Load(given, new Expr[] { index }, element)), new Store(p, new Expr[] { index }, value),
                })));
            }
            else
            {
                steps.Add(new Let(p, Library.Like(given)));
                steps.Add(Library.Add(given, p));
            }
            return given;
        });
        return method with
        {
            Parameters = parameters,
            Body = method.Body with { Steps = steps.Concat(method.Body.Steps).ToArray() },
            NextId = fresh.NextId,
        };
    }
}
