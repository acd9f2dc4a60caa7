using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Host.People;

/// <summary>The secrets by which the nodes of one installation know each other's cookies and tokens. They are in the database,
/// because that is what the nodes share; whoever can read the database can forge a sign-in.</summary>
sealed class Keys(IServiceScopeFactory scopes) : IXmlRepository
{
    const string CookiePrefix = "cookies:";
    const int Bytes = 32;

    /// <summary>A random key of 256 bits. Whichever node asks first makes it.</summary>
    public byte[] ReadOrCreate(string name)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PeopleDb>();
        Insert(db, name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        return Convert.FromBase64String(db.Keys.AsNoTracking().Single(k => k.Name == name).Content);
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var keys = scope.ServiceProvider.GetRequiredService<PeopleDb>().Keys.AsNoTracking();
        return [.. keys.Where(k => k.Name.StartsWith(CookiePrefix)).OrderBy(k => k.Name).Select(k => k.Content).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        Insert(scope.ServiceProvider.GetRequiredService<PeopleDb>(), CookiePrefix + friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }

    static void Insert(PeopleDb db, string name, string content) =>
        db.Database.ExecuteSql($"""INSERT INTO keys ("Name", "Content") VALUES ({name}, {content}) ON CONFLICT DO NOTHING""");
}

/// <summary>A secret of the installation.</summary>
sealed class KeyRow
{
    public required string Name { get; set; }
    public required string Content { get; set; }
}
