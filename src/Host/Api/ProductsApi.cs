using Lendflow.Activities;
using Lendflow.Activities.Tables;
using Lendflow.Host.People;

namespace Lendflow.Host.Api;

/// <summary>What can be applied for, where, and with which documents: today's tables.</summary>
static class ProductsApi
{
    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("applications").RequireAuthorization(Roles.SignedIn);
        api.MapGet("products", (Policy policy, TimeProvider clock) => Products(policy.At(clock.GetUtcNow()))).WithName("listProducts").WithSummary("Products with their document checklists");
        api.MapGet("branches", (Policy policy, TimeProvider clock) => policy.At(clock.GetUtcNow()).Branches.Select(b => new BranchView(b.Key, b.Name, b.NameZh))).WithName("listBranches").WithSummary("Branches that take applications");
    }

    static IEnumerable<ProductView> Products(TablesInForce tables) => tables.Products.Select(p => ToWire(p, tables));

    static ProductView ToWire(Product product, TablesInForce tables) => new(
        product.Key, product.Name, product.NameZh, product.Currency, product.MinAmount, product.MaxAmount, product.MinTermMonths, product.MaxTermMonths,
        [.. tables.Checklists.Where(c => c.Product == product.Key).Select(c => new ChecklistView(c.Segment, [.. c.Documents.Select(ToWire)]))]);

    static ChecklistDocumentView ToWire(ChecklistDocument document) => new(
        document.Kind, document.Name, document.NameZh, document.Required, document.MaxAgeDays, document.MustNotExpire, document.Accepts, [.. document.MustMatch.Keys]);
}

sealed record ProductView(
    string Key, string Name, string NameZh, string Currency, decimal MinAmount, decimal MaxAmount, int MinTermMonths, int MaxTermMonths, IReadOnlyList<ChecklistView> Checklist);

sealed record ChecklistView(string Segment, IReadOnlyList<ChecklistDocumentView> Documents);

/// <summary>One document an applicant brings, and the conditions it has to meet.</summary>
/// <param name="MaxAgeDays">Greatest age by its date of issue; null when age does not matter.</param>
/// <param name="MustNotExpire">Whether its last day of validity must be given and not be over.</param>
/// <param name="Accepts">Media types.</param>
/// <param name="Fields">Names of what has to be read from the document, because it must agree with the application.</param>
sealed record ChecklistDocumentView(string Kind, string Name, string NameZh, bool Required, int? MaxAgeDays, bool MustNotExpire, IReadOnlyList<string> Accepts, IReadOnlyList<string> Fields);

sealed record BranchView(string Key, string Name, string NameZh);
