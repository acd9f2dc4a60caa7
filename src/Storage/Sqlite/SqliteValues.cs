namespace Lendflow.Storage;

/// <summary>How SQLite, which knows neither times nor decimals, keeps them: as integers, so that they sort and are exact.</summary>
static class SqliteValues
{
    const decimal UnitsPerMoney = 10_000m;

    /// <summary>Microseconds since 1970, the precision PostgreSQL has too.</summary>
    public static long FromTime(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>Ten-thousandths of the currency's unit.</summary>
    public static long FromMoney(decimal money) => (long)decimal.Round(money * UnitsPerMoney);

    public static decimal ToMoney(long units) => units / UnitsPerMoney;
}
