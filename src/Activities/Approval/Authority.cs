using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lendflow.Engine.Elements;

namespace Lendflow.Activities.Approval;

/// <summary>Asks the authority matrix about a case.</summary>
static class Authority
{
    public static bool TryFind(Policy policy, Call call, LoanApplication application, [NotNullWhen(true)] out AuthorityRow? row, [NotNullWhen(false)] out string? problem)
    {
        var exposure = call.Input("exposure") is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : 0;
        var request = new ApprovalRequest(application.Product, application.Branch, call.Fact("grade") ?? "", application.Amount, exposure);
        return policy.At(call.Now, application.Branch).Authority.TryFind(request, out row, out problem);
    }
}
