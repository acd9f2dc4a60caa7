using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Lendflow.Host.Health;

/// <summary>Listens to our meter and the web server's, and renders what they said in the text format of Prometheus (0.0.4).</summary>
sealed class PrometheusText : IDisposable
{
    static readonly string[] Heard = [Meters.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    /// <summary>Seconds, from a fast commit to a hopeless outside call.</summary>
    static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    readonly MeterListener _listener = new();
    readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> _series = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Heard.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public string Render()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in _series.GroupBy(s => s.Key.Instrument).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var name = NameOf(group.Key);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {group.Key.Description?.ReplaceLineEndings(" ")}\n# TYPE {name} {TypeOf(group.Key)}\n");
            foreach (var series in group.OrderBy(s => s.Key.Labels, StringComparer.Ordinal)) series.Value.Write(text, name, series.Key.Labels);
        }
        return text.ToString();
    }

    void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd((instrument, LabelsOf(tags)), key => TypeOf(key.Instrument) == "histogram" ? new Distribution() : new Value());
        series.Record(value, isTotal: instrument.IsObservable || TypeOf(instrument) == "gauge" && !IsUpDown(instrument));
    }

    static string TypeOf(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : kind.Contains("Gauge", StringComparison.Ordinal) || IsUpDown(instrument) ? "gauge"
            : "counter";
    }

    static bool IsUpDown(Instrument instrument) => instrument.GetType().Name.Contains("UpDown", StringComparison.Ordinal);

    static string NameOf(Instrument instrument)
    {
        var name = new StringBuilder(instrument.Name.Length);
        foreach (var c in instrument.Name) name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (instrument.Unit == "s") name.Append("_seconds");
        else if (instrument.Unit == "By") name.Append("_bytes");
        if (TypeOf(instrument) == "counter") name.Append("_total");
        return name.ToString();
    }

    static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags) labels[name.Replace('.', '_').Replace('-', '_')] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return string.Join(',', labels.Select(l => $"{l.Key}=\"{l.Value.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\""));
    }

    public void Dispose() => _listener.Dispose();

    abstract class Series
    {
        /// <param name="isTotal">Whether the value replaces what was known instead of adding to it.</param>
        public abstract void Record(double value, bool isTotal);
        public abstract void Write(StringBuilder text, string name, string labels);

        protected static void Line(StringBuilder text, string name, string labels, double value) =>
            text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(CultureInfo.InvariantCulture, $" {value}\n");
    }

    sealed class Value : Series
    {
        double _value;

        public override void Record(double value, bool isTotal)
        {
            lock (this) _value = isTotal ? value : _value + value;
        }

        public override void Write(StringBuilder text, string name, string labels) => Line(text, name, labels, _value);
    }

    sealed class Distribution : Series
    {
        readonly long[] _counts = new long[Bounds.Length + 1];
        double _sum;

        public override void Record(double value, bool isTotal)
        {
            var index = Array.FindIndex(Bounds, b => value <= b);
            lock (_counts)
            {
                _counts[index < 0 ? Bounds.Length : index]++;
                _sum += value;
            }
        }

        public override void Write(StringBuilder text, string name, string labels)
        {
            lock (_counts)
            {
                long sum = 0;
                for (var i = 0; i < _counts.Length; i++)
                {
                    sum += _counts[i];
                    var bound = i == Bounds.Length ? "+Inf" : Bounds[i].ToString(CultureInfo.InvariantCulture);
                    Line(text, $"{name}_bucket", labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"", sum);
                }
                Line(text, $"{name}_sum", labels, _sum);
                Line(text, $"{name}_count", labels, sum);
            }
        }
    }
}
