using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>A backward that stands ready: a [DerivativeOf] rule, or the generated FBackward of another assembly.</summary>
/// <param name="Error">Why it cannot be used.</param>
internal sealed record HandWritten(IMethodSymbol Method, string? Error = null)
{
    private static readonly ConditionalWeakTable<Compilation, Dictionary<ISymbol, HandWritten>> OfCompilation = new();
    private static readonly ConditionalWeakTable<SyntaxTree, Annotations> OfTree = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, List<(IMethodSymbol Target, HandWritten Rule)>> OfAssembly = new();

    public static bool IsActive(IParameterSymbol parameter) =>
        (parameter.Type.IsReal() || Types.HoldsReals(parameter.Type)) && !Symbols.Has(parameter, Symbols.NoGradient);

    /// <summary>It is handed what the method left in this parameter, and does not run the method again.</summary>
    public bool TakesFinal(IParameterSymbol parameter) =>
        !IsReadOnly(parameter.Type) && IsReadOnly(Method.Parameters[parameter.Ordinal].Type);

    /// <summary>It is handed the method's result, and does not compute it again.</summary>
    public bool TakesResult(IMethodSymbol target) => ResultElement(target) is null
        && Required(Method, target) > target.Parameters.Length + (target.ReturnsVoid ? 0 : 1) + target.Parameters.Count(IsActive);

    /// <summary>What the method does with memory; null where only its body could say.</summary>
    public Use? UseOf(IParameterSymbol parameter)
    {
        bool Has(string attribute) => Symbols.Has(parameter, attribute) || Symbols.Has(Method.Parameters[parameter.Ordinal], attribute);
        return Types.ElementOf(parameter.Type) is null || IsReadOnly(parameter.Type) || Has(Symbols.Unchanged)
            ? Use.Reads : Has(Symbols.Overwritten) ? Use.Overwrites : null;
    }

    /// <summary>The gradient of this parameter may be left out.</summary>
    public bool IsOptional(IParameterSymbol parameter) => IsActive(parameter)
        && Method.Parameters[Required(Method, (IMethodSymbol)parameter.ContainingSymbol)
            - ((IMethodSymbol)parameter.ContainingSymbol).Parameters.Skip(parameter.Ordinal).Count(IsActive)].IsOptional;

    /// <summary>The parameter by which the rule can be told to set this gradient instead of adding to it; empty if it cannot.</summary>
    public string SwitchOf(IParameterSymbol parameter) =>
        Method.Parameters.Skip(Required(Method, (IMethodSymbol)parameter.ContainingSymbol)).Any(p => p.Name == Switch(parameter))
            ? Switch(parameter) : "";

    private static string Switch(IParameterSymbol parameter) => "overwrite" + Names.Raised(parameter.Name);

    /// <summary>How many parameters a rule has but for those at the end that say which gradients it shall set.</summary>
    private static int Required(IMethodSymbol rule, IMethodSymbol target)
    {
        HashSet<string> switches = [.. target.Parameters.Where(p => IsActive(p) && IsFlat(p.Type)).Select(Switch)];
        return rule.Parameters.Length - rule.Parameters.Reverse()
            .TakeWhile(p => p is { IsOptional: true, Type.SpecialType: SpecialType.System_Boolean } && switches.Contains(p.Name)).Count();
    }

    private static bool IsReadOnly(ITypeSymbol type) => type is INamedTypeSymbol { Name: "ReadOnlySpan" };

    public static HandWritten? Find(Compilation compilation, IMethodSymbol method) =>
        OfCompilation.GetValue(compilation, Collect).TryGetValue(method.OriginalDefinition, out var rule) ? rule : null;

    /// <summary>Methods with attributes, and other names given to ours; cached with the tree, so an edit elsewhere costs nothing.</summary>
    private sealed record Annotations(List<(MethodDeclarationSyntax Method, HashSet<string> Attributes)> Methods, List<string> Aliases)
    {
        public static Annotations Of(SyntaxTree tree)
        {
            var nodes = tree.GetRoot().DescendantNodes(n => n is not (BlockSyntax or ArrowExpressionClauseSyntax)).ToList();
            return new(
                [.. nodes.OfType<MethodDeclarationSyntax>().Where(m => m.AttributeLists.Count > 0)
                    .Select(m => (m, new HashSet<string>(m.AttributeLists.SelectMany(l => l.Attributes)
                        .Select(a => Last(a.Name.ToString())))))],
                [.. nodes.OfType<UsingDirectiveSyntax>()
                    .Where(u => u.Alias is not null && Last(u.Name?.ToString() ?? "") is "DerivativeOf" or "DerivativeOfAttribute")
                    .Select(u => u.Alias!.Name.ToString())]);
        }

        private static string Last(string name) => name.Split('.', ':').Last();
    }

    /// <summary>The syntax of all rules of a compilation.</summary>
    public static IEnumerable<MethodDeclarationSyntax> RulesIn(Compilation compilation)
    {
        var trees = compilation.SyntaxTrees.Select(t => OfTree.GetValue(t, Annotations.Of)).ToList();
        HashSet<string> names = ["DerivativeOf", "DerivativeOfAttribute", .. trees.SelectMany(t => t.Aliases)];
        return trees.SelectMany(t => t.Methods).Where(m => m.Attributes.Overlaps(names)).Select(m => m.Method);
    }

    private static Dictionary<ISymbol, HandWritten> Collect(Compilation compilation)
    {
        var rules = new Dictionary<ISymbol, HandWritten>(SymbolEqualityComparer.Default);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
            foreach (var (target, rule) in OfAssembly.GetValue(assembly, InAssembly)) rules[target] = rule;
        foreach (var syntax in RulesIn(compilation))
            if (compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax) is { } method)
                foreach (var target in Fitting(method)) rules[target] = new HandWritten(method);
        return rules;
    }

    private static IEnumerable<IMethodSymbol> Fitting(IMethodSymbol rule) =>
        Targets(rule).Where(t => Mismatch(rule, t) is null).Select(t => t.OriginalDefinition);

    // Only assemblies that know the package can hold rules. Compilations with the same references have the same symbols of them.
    private static List<(IMethodSymbol, HandWritten)> InAssembly(IAssemblySymbol assembly) =>
        [.. RulesIn(assembly).SelectMany(rule => Fitting(rule).Select(target => (target, new HandWritten(rule))))];

    /// <summary>All rules of an assembly.</summary>
    public static IEnumerable<IMethodSymbol> RulesIn(IAssemblySymbol assembly)
    {
        if (assembly.Name != "AutoBackprop" && !assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == "AutoBackprop")))
            return [];
        var rules = new List<IMethodSymbol>();
        void Visit(INamespaceOrTypeSymbol symbol)
        {
            foreach (var member in symbol.GetMembers())
                if (member is INamespaceOrTypeSymbol inner) Visit(inner);
                else if (member is IMethodSymbol method && Symbols.Has(method, Symbols.DerivativeOf)) rules.Add(method);
        }
        Visit(assembly.GlobalNamespace);
        return rules;
    }

    /// <summary>The methods that a backward rule names.</summary>
    public static IEnumerable<IMethodSymbol> Targets(IMethodSymbol rule) => rule.GetAttributes()
        .Where(a => a.AttributeClass?.ToDisplayString() == Symbols.DerivativeOf && KindOf(a) == Derivatives.Backward)
        .SelectMany(a => a.ConstructorArguments is [{ Value: INamedTypeSymbol type }, { Value: string name }, ..]
            ? Overload(rule, type.GetMembers(name).OfType<IMethodSymbol>()) : []);

    /// <summary>What an attribute makes of its method.</summary>
    public static Derivatives KindOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [_, _, { Value: int kind }] ? (Derivatives)kind : Derivatives.Backward;

    // Of several overloads the one that fits, else the first, to complain about.
    private static IEnumerable<IMethodSymbol> Overload(IMethodSymbol rule, IEnumerable<IMethodSymbol> candidates)
    {
        var list = candidates.ToList();
        return list.Where(c => Mismatch(rule, c) is null).Concat(list).Take(1);
    }

    /// <summary>The signature that a rule for this method must have: that of the generated FBackward.</summary>
    public static string Expected(IMethodSymbol target, string name)
    {
        static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var parameters = target.Parameters.Select(p => $"{(p.RefKind == RefKind.In ? "in " : "")}{Text(p.Type)} {p.Name}").ToList();
        if (!target.ReturnsVoid)
            parameters.Add($"{(ResultElement(target) is { } element ? $"ReadOnlySpan<{Text(element)}>" : Text(target.ReturnType))} gradResult");
        parameters.AddRange(target.Parameters.Where(IsActive).Select(p => $"{GradientType(p.Type, Text)} grad{Names.Raised(p.Name)}"));
        return $"static {Text(target.ReturnType)} {name}({string.Join(", ", parameters)})";
    }

    /// <summary>It returns a real number, or can write memory that holds some.</summary>
    public static bool HasOutput(IMethodSymbol target) => target.ReturnType.IsReal() || ResultElement(target) is not null
        || target.ReturnsVoid && target.Parameters.Any(p => IsActive(p) && !p.Type.IsReal() && !IsReadOnly(p.Type));

    /// <summary>What the array or list holds that a method returns; null for all else.</summary>
    private static ITypeSymbol? ResultElement(IMethodSymbol target) => !ArrayResults.CanReturn(target.ReturnType) ? null
        : ((target.ReturnType as IArrayTypeSymbol)?.ElementType ?? Views.Of(target.ReturnType)?.Element) is { } element && element.IsReal()
            ? element : null;

    /// <summary>How a rule takes the gradient of a parameter.</summary>
    public static string GradientType(ITypeSymbol type, Func<ITypeSymbol, string> text) =>
        type.IsReal() ? "ref " + text(type) : IsFlat(type)
            ? $"{(text == Types.Text ? "global::System." : "")}Span<{text(Types.ElementOf(type)!)}>" : text(type);

    private static bool IsFlat(ITypeSymbol type) =>
        Types.ElementOf(type) is { } element && element.IsReal() && type is not IArrayTypeSymbol { Rank: > 1 };

    /// <summary>Why a rule cannot serve a target; null when it can.</summary>
    public static string? Mismatch(IMethodSymbol rule, IMethodSymbol target)
    {
        var expected = $"'{rule.Name}' must be '{Expected(target, rule.Name)}'";
        var gradients = target.Parameters.Where(IsActive).ToList();
        if (!rule.IsStatic || rule.IsGenericMethod || !target.IsStatic || gradients.Count == 0) return expected;
        if (!HasOutput(target)) return expected;
        var takesResult = rule.ReturnsVoid && !target.ReturnsVoid && target.ReturnType.IsReal();
        if (!takesResult && !Same(rule.ReturnType, target.ReturnType)) return expected;
        var types = target.Parameters.Select(p =>
            (Func<IParameterSymbol, bool>)(r => r.RefKind == p.RefKind && (Same(r.Type, p.Type) || IsFinal(r.Type, p.Type)))).ToList();
        for (var i = 0; i < (target.ReturnsVoid ? 0 : takesResult ? 2 : 1); i++) types.Add(r => r.RefKind == RefKind.None
            && (ResultElement(target) is { } element
                ? IsReadOnly(r.Type) && Same(Types.ElementOf(r.Type)!, element) : Same(r.Type, target.ReturnType)));
        types.AddRange(gradients.Select(p =>
            (Func<IParameterSymbol, bool>)(r => p.Type.IsReal() ? r.RefKind == RefKind.Ref && Same(r.Type, p.Type)
            : r.RefKind == RefKind.None
                && (IsFlat(p.Type) ? r.Type is INamedTypeSymbol { Name: "Span" } && Same(Types.ElementOf(r.Type)!, Types.ElementOf(p.Type)!)
                : Same(r.Type, p.Type)))));
        return Required(rule, target) == types.Count && rule.Parameters.Zip(types, (p, fits) => fits(p)).All(ok => ok) ? null : expected;

        static bool Same(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);
        static bool IsFinal(ITypeSymbol given, ITypeSymbol type) =>
            IsReadOnly(given) && IsFlat(type) && Same(Types.ElementOf(given)!, Types.ElementOf(type)!);
    }

    /// <summary>The generated backward of a [Differentiable] method of another assembly.</summary>
    public static HandWritten? BackwardOf(IMethodSymbol method, Compilation compilation)
    {
        if (!method.IsStatic || !Symbols.Has(Declared.Owner(method), Symbols.Differentiable)) return null;
        // The generator does not see what it generates for this assembly.
        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)) return null;
        var backward = method.ContainingType.GetMembers(Declared.Name(method) + "Backward").OfType<IMethodSymbol>()
            .FirstOrDefault(b => Mismatch(b, method) is null);
        return backward is null
            ? new HandWritten(method,
                $"'{method.Name}', whose assembly has no '{method.Name}Backward' (where it is declared, ask for Derivatives.Backward),")
            : new HandWritten(backward);
    }
}
