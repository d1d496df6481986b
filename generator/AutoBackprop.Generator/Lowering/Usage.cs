using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Who asks for the value of an operation.</summary>
internal static class Usage
{
    /// <summary>Nobody: it is a statement, or an exception that is thrown.</summary>
    public static bool IsUnused(IOperation operation) => operation.Parent switch
    {
        IExpressionStatementOperation or IThrowOperation => true,
        IConversionOperation { OperatorMethod: null, Parent: IThrowOperation } => true,
        IForLoopOperation loop => loop.AtLoopBottom.Contains(operation),
        _ => false,
    };
}
