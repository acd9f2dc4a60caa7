using Lendflow.Activities.Approval;

namespace Lendflow.Activities.Tables;

/// <summary>What no table can check alone: that keys lead somewhere, and that every case finds its checklist and its approvers.</summary>
internal static class TableReferences
{
    public static IEnumerable<string> Problems(TablesInForce tables) =>
    [
        .. Twice("products", tables.Products.Select(product => product.Key)),
        .. Twice("branches", tables.Branches.Select(branch => branch.Key)),
        .. Twice("reason-codes", tables.ReasonCodes.Select(reason => reason.Code)),
        .. Calendars(tables),
        .. Checklists(tables),
        .. Reasons(tables),
        .. Authority(tables),
    ];

    static IEnumerable<string> Twice(string table, IEnumerable<string> keys) =>
        from same in keys.GroupBy(key => key)
        where same.Count() > 1
        select $"{table}.json: Expected each key once, but {same.Key} is used {same.Count()} times";

    static IEnumerable<string> Calendars(TablesInForce tables) =>
    [
        .. from branch in tables.Branches
           where !tables.Calendars.ContainsKey(branch.Calendar)
           select $"branches.json: {branch.Key}: Expected one of the calendars {string.Join(", ", tables.Calendars.Keys)}, but found {branch.Calendar}",
        .. from calendar in tables.Calendars
           where calendar.Value.Key != calendar.Key
           select $"calendars/{calendar.Key}.json: key: Expected {calendar.Key}, the name of the file, but found {calendar.Value.Key}",
    ];

    static IEnumerable<string> Checklists(TablesInForce tables) =>
    [
        .. from product in tables.Products
           from segment in Segments.All
           let count = tables.Checklists.Count(list => list.Product == product.Key && list.Segment == segment)
           where count != 1
           select $"checklists.json: Expected one checklist for {product.Key} and {segment}, but found {(count == 0 ? "none" : count)}",
        .. Unknown("checklists", "product", tables.Checklists.Select(list => list.Product), tables.Products.Select(product => product.Key)),
    ];

    static IEnumerable<string> Reasons(TablesInForce tables) =>
        from used in ReasonCodes.Known.Concat(tables.Admission.HardStops.Select(rule => (Code: rule.Reason, Kind: ReasonKind.HardStop))).Distinct()
        let found = tables.FindReason(used.Code)
        where found?.Kind != used.Kind
        select $"reason-codes.json: Expected the code {used.Code} of kind {TableObject.Word(used.Kind)}, but "
            + (found is null ? "it is missing" : $"it is of kind {TableObject.Word(found.Kind)}");

    static IEnumerable<string> Authority(TablesInForce tables)
    {
        var products = tables.Products.Select(product => product.Key).ToList();
        var branches = tables.Branches.Select(branch => branch.Key).ToList();
        var (rows, any) = (tables.Authority.Rows, AuthorityMatrix.Any);
        return
        [
            .. Unknown("authority-matrix", "product", rows.SelectMany(row => row.Products), [.. products, any]),
            .. Unknown("authority-matrix", "branch", rows.SelectMany(row => row.Branches), [.. branches, any]),
            .. from row in rows
               let currencies = tables.Products.Where(product => row.Products.Contains(product.Key) || row.Products.Contains(any))
                   .Select(product => product.Currency).Distinct().ToList()
               where currencies.Count > 1
               select $"authority-matrix.json: {row.Key}: Expected products of one currency, but found {string.Join(" and ", currencies)}",
            .. AuthorityCoverage.Problems(tables.Authority, products, branches).Select(problem => $"authority-matrix.json: rows: {problem}"),
        ];
    }

    static IEnumerable<string> Unknown(string table, string what, IEnumerable<string> used, IEnumerable<string> known) =>
        from key in used.Distinct().Except(known)
        select $"{table}.json: Expected the key of a {what}, but {key} is unknown";
}
