using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Lendflow.Host.Health;

/// <summary>Listens to our meter and the web server's, and renders what they said in the text format of Prometheus (0.0.4).</summary>
sealed class PrometheusText : IDisposable
{
    /// <summary>Names of the meters.</summary>
    public static readonly string[] Heard = [Meters.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    /// <summary>Seconds, from a fast commit to a hopeless outside call.</summary>
    static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    readonly MeterListener _listener = new();
    readonly ConcurrentDictionary<Instrument, Family> _families = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Heard.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, i => new Family(i)));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        _listener.Start();
    }

    public string Render()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal)) family.Write(text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>The series of one instrument.</summary>
    sealed class Family
    {
        readonly Instrument _instrument;
        readonly ConcurrentDictionary<string, Series> _byLabels = new();
        readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _series = new(new Labels());
        readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _find;
        readonly string _type;
        readonly bool _isTotal;

        public Family(Instrument instrument)
        {
            _instrument = instrument;
            _find = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
            _type = TypeOf(instrument);
            _isTotal = instrument.IsObservable || (_type == "gauge" && !IsUpDown(instrument));
        }

        public string Name => NameOf(_instrument);

        public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            (_find.TryGetValue(tags, out var series) ? series : Add(tags)).Record(value, _isTotal);

        /// <summary>Tags in another order are the same series.</summary>
        Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var series = _byLabels.GetOrAdd(Labels.Text(tags), _ => _type == "histogram" ? new Distribution() : new Value());
            _find.TryAdd(tags, series);
            return series;
        }

        public void Write(StringBuilder text)
        {
            if (_byLabels.IsEmpty) return;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_instrument.Description?.ReplaceLineEndings(" ")}\n# TYPE {Name} {_type}\n");
            foreach (var (labels, series) in _byLabels.OrderBy(s => s.Key, StringComparer.Ordinal)) series.Write(text, Name, labels);
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
    }

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
            var index = 0;
            while (index < Bounds.Length && value > Bounds[index]) index++;
            lock (_counts)
            {
                _counts[index]++;
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
