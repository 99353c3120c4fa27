package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instances and their records. Safe for use by many threads; a test may change it while it is being listed.
 * Records are given and taken in the form of v1.0, instances in that of v2; an answer of the other version is derived.
 * An id that is not there gives NoSuchElementException.
 */
public final class Fleet {

    private final FleetMaker maker;
    private final Clock clock;
    private volatile Map<String, CacheInstance> byId;
    private volatile List<CacheInstance> inOrder;
    private int round;

    Fleet(SimulatorOptions options) {
        this(options, options.seed());
    }

    /** One of another seed. */
    Fleet(SimulatorOptions options, long seed) {
        clock = options.clock();
        maker = new FleetMaker(seed);
        replaceAll(maker.instances(now(), options.instances(), options.backupsPerInstance(),
                options.restoresPerInstance()));
    }

    /** A project id to use; any other well-formed one is served as well. */
    public String projectId() {
        return maker.projectId();
    }

    /** All instances, in the order listed. */
    public List<String> instanceIds() {
        return inOrder.stream().map(CacheInstance::id).toList();
    }

    /** A copy of the instance's fields. */
    public ObjectNode instance(String instanceId) {
        return require(instanceId).listing().node();
    }

    /** The ids of all records, in the order listed. */
    public List<String> recordIds(SimulatedKind kind, String instanceId) {
        return require(instanceId).records(kind).stream().map(ListedRecord::id).toList();
    }

    /** Copies of all records, in the order listed; those added raw must be JSON objects. */
    public List<ObjectNode> records(SimulatedKind kind, String instanceId) {
        return require(instanceId).records(kind).stream().map(ListedRecord::node).toList();
    }

    /** A copy of one record's fields. */
    public ObjectNode record(SimulatedKind kind, String instanceId, String recordId) {
        List<ListedRecord> records = require(instanceId).records(kind);
        return records.get(indexOf(records, recordId)).node();
    }

    /** Puts a newly made, succeeded record of the present at the head and returns its id. */
    public synchronized String addFirst(SimulatedKind kind, String instanceId) {
        ObjectNode fresh = maker.fresh(kind, require(instanceId), now(), ++round);
        add(kind, instanceId, 0, fresh);
        return fresh.get(kind.idField()).textValue();
    }

    /** Inserts a record; position 0 is the head. */
    public void add(SimulatedKind kind, String instanceId, int position, ObjectNode record) {
        ListedRecord added = ListedRecord.of(kind.shape(), kind.idField(), record);
        changeList(kind, instanceId, records -> records.add(position, added));
    }

    /** Inserts a text that both versions send exactly as given, be it a sound record or not. */
    public void addRaw(SimulatedKind kind, String instanceId, int position, String json) {
        ListedRecord added = ListedRecord.verbatim(kind.shape(), kind.idField(), json);
        changeList(kind, instanceId, records -> records.add(position, added));
    }

    /** Takes a record out of the list. */
    public void remove(SimulatedKind kind, String instanceId, String recordId) {
        changeList(kind, instanceId, records -> records.remove(indexOf(records, recordId)));
    }

    /** Changes fields of a record where it stands. */
    public void change(SimulatedKind kind, String instanceId, String recordId, Consumer<ObjectNode> change) {
        changeList(kind, instanceId, records -> {
            int index = indexOf(records, recordId);
            ObjectNode node = records.get(index).node();
            change.accept(node);
            records.set(index, ListedRecord.of(kind.shape(), kind.idField(), node));
        });
    }

    /** Replaces all records of one kind by so many new ones. */
    public synchronized void resize(SimulatedKind kind, String instanceId, int count) {
        CacheInstance instance = require(instanceId);
        replace(instanceId, instance.with(kind, maker.records(kind, instance, now(), ++round, count)));
    }

    /** Replaces all records of one kind by these, in this order. */
    public synchronized void replaceRecords(SimulatedKind kind, String instanceId, List<ObjectNode> records) {
        replace(instanceId, require(instanceId).with(kind, records.stream()
                .map(record -> ListedRecord.of(kind.shape(), kind.idField(), record)).toList()));
    }

    /** Adds an instance without records at the end of the list and returns its id. */
    public synchronized String addInstance(String name) {
        CacheInstance instance = maker.named(now(), Integer.MAX_VALUE - ++round, name);
        List<CacheInstance> more = new ArrayList<>(inOrder);
        more.add(instance);
        replaceAll(more);
        return instance.id();
    }

    /** Adds a JSON object at the end of the list that is sent exactly as given, be it a sound instance or not. */
    public synchronized void addRawInstance(String json) {
        List<CacheInstance> more = new ArrayList<>(inOrder);
        more.add(CacheInstance.verbatim(json));
        replaceAll(more);
    }

    /** Takes the instance away; its lists then answer 404. */
    public synchronized void removeInstance(String instanceId) {
        require(instanceId);
        replaceAll(inOrder.stream().filter(instance -> !instance.id().equals(instanceId)).toList());
    }

    /** Changes fields of an instance, for example its status; not its id. */
    public synchronized void changeInstance(String instanceId, Consumer<ObjectNode> change) {
        ObjectNode node = instance(instanceId);
        change.accept(node);
        replace(instanceId, require(instanceId).with(node));
    }

    List<CacheInstance> instances() {
        return inOrder;
    }

    /** The instance, or null. */
    @Nullable
    CacheInstance find(String instanceId) {
        return byId.get(instanceId);
    }

    private CacheInstance require(String instanceId) {
        CacheInstance instance = byId.get(instanceId);
        if (instance == null) {
            throw new NoSuchElementException("The fleet has no instance " + instanceId);
        }
        return instance;
    }

    private synchronized void changeList(SimulatedKind kind, String instanceId, Consumer<List<ListedRecord>> change) {
        CacheInstance instance = require(instanceId);
        List<ListedRecord> records = new ArrayList<>(instance.records(kind));
        change.accept(records);
        replace(instanceId, instance.with(kind, records));
    }

    private void replace(String instanceId, CacheInstance changed) {
        replaceAll(inOrder.stream().map(old -> old.id().equals(instanceId) ? changed : old).toList());
    }

    private void replaceAll(List<CacheInstance> instances) {
        byId = instances.stream().collect(Collectors.toUnmodifiableMap(CacheInstance::id, Function.identity()));
        inOrder = List.copyOf(instances);
    }

    private static int indexOf(List<ListedRecord> records, String recordId) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).id().equals(recordId)) {
                return i;
            }
        }
        throw new NoSuchElementException("The instance has no record " + recordId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
