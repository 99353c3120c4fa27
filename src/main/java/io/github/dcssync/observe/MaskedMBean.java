package io.github.dcssync.observe;

import java.util.List;
import java.util.function.UnaryOperator;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/** A bean whose attributes and results have no secrets. It notifies nobody: what it would say cannot be taken back. */
final class MaskedMBean implements DynamicMBean, MBeanRegistration {

    private final DynamicMBean bean;
    private final MaskedValue mask;

    MaskedMBean(DynamicMBean bean, UnaryOperator<String> mask) {
        this.bean = bean;
        this.mask = new MaskedValue(mask);
    }

    @Override
    public Object getAttribute(String attribute)
            throws AttributeNotFoundException, MBeanException, ReflectionException {
        try {
            return mask.of(bean.getAttribute(attribute));
        } catch (MBeanException e) {
            throw masked(e);
        }
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList masked = new AttributeList();
        for (Attribute attribute : bean.getAttributes(attributes).asList()) {
            masked.add(new Attribute(attribute.getName(), mask.of(attribute.getValue())));
        }
        return masked;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, InvalidAttributeValueException,
            MBeanException, ReflectionException {
        bean.setAttribute(attribute);
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return bean.setAttributes(attributes);
    }

    @Override
    public Object invoke(String operation, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        try {
            return mask.of(bean.invoke(operation, parameters, signature));
        } catch (MBeanException e) {
            throw masked(e);
        }
    }

    private MBeanException masked(MBeanException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new MBeanException(new IllegalStateException(mask.text(cause.toString())), "The bean has failed");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return bean.getMBeanInfo();
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) throws Exception {
        for (MBeanRegistration hearing : hearing()) {
            hearing.preRegister(server, name);
        }
        return name;
    }

    @Override
    public void postRegister(Boolean isDone) {
        hearing().forEach(hearing -> hearing.postRegister(isDone));
    }

    @Override
    public void preDeregister() throws Exception {
        for (MBeanRegistration hearing : hearing()) {
            hearing.preDeregister();
        }
    }

    @Override
    public void postDeregister() {
        hearing().forEach(MBeanRegistration::postDeregister);
    }

    private List<MBeanRegistration> hearing() {
        return bean instanceof MBeanRegistration registration ? List.of(registration) : List.of();
    }
}
